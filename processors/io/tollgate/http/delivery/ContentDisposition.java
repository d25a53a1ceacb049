package io.tollgate.http.delivery;

import java.nio.charset.StandardCharsets;

/**
 * Writes the file name of a download as a header (RFC 6266, RFC 8187). It is always an attachment, never a path, and has
 * no character that could end the header.
 */
public final class ContentDisposition {
    private static final String ATTR_CHARS = "!#$&+-.^_`|~";

    private static final int MAX_LENGTH = 200;

    private ContentDisposition() {}

    /** @param fileName any text; paths and control characters are removed */
    public static String attachment(String fileName) {
        String safe = baseName(fileName);
        String ascii = safe.replaceAll("[^\\x20-\\x7e]|[\"\\\\%;]", "_");
        String header = "attachment; filename=\"" + ascii + "\"";
        return ascii.equals(safe) ? header : header + "; filename*=UTF-8''" + encode(safe);
    }

    /** The last path segment of a file name, without control characters; "file" when that is empty. */
    public static String baseName(String name) {
        String text = name == null ? "" : name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "");
        String base = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1)
                .strip();
        if (base.isEmpty() || base.equals(".") || base.equals("..")) {
            return "file";
        }
        return base.length() > MAX_LENGTH ? lastCharacters(base) : base;
    }

    /** Keeps the extension, and does not split a surrogate pair. */
    private static String lastCharacters(String name) {
        int from = name.length() - MAX_LENGTH;
        boolean within =
                Character.isLowSurrogate(name.charAt(from)) && Character.isHighSurrogate(name.charAt(from - 1));
        return name.substring(within ? from + 1 : from);
    }

    private static String encode(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || ATTR_CHARS.indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return out.toString();
    }
}
