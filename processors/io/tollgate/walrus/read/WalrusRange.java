package io.tollgate.walrus.read;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A byte range, validated as strictly as Walrus does: it must lie within the blob, and the only header form is
 * {@code bytes=a-b}.
 *
 * @param start first byte
 * @param length number of bytes, at least one
 */
public record WalrusRange(long start, long length) {
    private static final Pattern HEADER = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})");

    /** Parses a Range header. */
    public static WalrusRange header(String value, long size) throws Invalid {
        Matcher matcher = HEADER.matcher(value);
        if (!matcher.matches()) {
            throw new Invalid("only `bytes=start-end` is supported");
        }
        long start = Long.parseLong(matcher.group(1));
        long end = Long.parseLong(matcher.group(2));
        if (end < start) {
            throw new Invalid("the end lies before the start");
        }
        return within(start, end - start + 1, size);
    }

    public static WalrusRange within(long start, long length, long size) throws Invalid {
        if (length == 0) {
            throw new Invalid("length must be greater than 0");
        }
        if (start + length > size) {
            throw new Invalid(
                    "byte range out of bounds: requested " + start + "-" + (start + length) + ", blob size is " + size);
        }
        return new WalrusRange(start, length);
    }

    public String contentRange(long size) {
        return "bytes " + start + "-" + (start + length - 1) + "/" + size;
    }

    /** Thrown for a range that Walrus refuses. */
    public static final class Invalid extends Exception {
        Invalid(String message) {
            super("invalid byte range parameters: " + message, null, false, false);
        }
    }
}
