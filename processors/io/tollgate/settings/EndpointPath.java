package io.tollgate.settings;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The path that files are sold under, {@code /download/:blobId}: a fixed prefix, and the blob id as the last segment.
 *
 * @param prefix starts and ends with a slash: {@code /download/}
 */
public record EndpointPath(String prefix) {
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/");
    private static final List<String> RESERVED = List.of(
            "/dev/", "/health/", "/upload/", "/items/", "/receipts/", "/mcp/", "/.well-known/", "/observe/", "/web/");

    public EndpointPath {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("must look like /download/:blobId");
        }
        if (RESERVED.stream().anyMatch(prefix::startsWith)) {
            throw new IllegalArgumentException("starts with a path that Tollgate itself uses");
        }
    }

    /** Reads {@code /download/:blobId} or {@code /download/{blobId}}. */
    public static EndpointPath parse(String text) {
        String name = text.endsWith(":blobId") ? ":blobId" : "{blobId}";
        if (!text.endsWith(name)) {
            throw new IllegalArgumentException("must end with /:blobId");
        }
        return new EndpointPath(text.substring(0, text.length() - name.length()));
    }

    /** The path of one file. */
    public String of(String blobId) {
        return prefix + blobId;
    }

    /** The form that routes use: {@code /download/{blobId}}. */
    @Override
    public String toString() {
        return prefix + "{blobId}";
    }
}
