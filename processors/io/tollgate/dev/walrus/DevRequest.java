package io.tollgate.dev.walrus;

import java.io.InputStream;
import java.util.Locale;
import java.util.Map;

/**
 * One request to the embedded Walrus as a value, so that tests need no server.
 *
 * @param method in upper case
 * @param path as in the request line, undecoded
 * @param query as in the request line, or null
 * @param headers by name in lower case
 * @param body read only as far as needed, and not closed
 */
public record DevRequest(String method, String path, String query, Map<String, String> headers, InputStream body) {
    /** Returns the value of a header, or null. */
    String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** Returns the path segment at an index from the end, 0 for the last one. */
    String segmentFromEnd(int index) {
        String[] segments = path.split("/", -1);
        return segments.length > index ? segments[segments.length - 1 - index] : "";
    }

    /** Returns the Content-Length, or -1. */
    long declaredLength() {
        String declared = header("content-length");
        return declared == null ? -1 : Long.parseLong(declared);
    }

    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
