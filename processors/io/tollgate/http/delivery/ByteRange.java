package io.tollgate.http.delivery;

/**
 * Consecutive bytes of a file.
 *
 * @param from   first byte
 * @param length how many; 0 only for the whole of an empty file
 */
public record ByteRange(long from, long length) {
    public ByteRange {
        if (from < 0 || length < 0) {
            throw new IllegalArgumentException("a span has a beginning and a length");
        }
    }

    /** The byte behind the last one. */
    public long end() {
        return from + length;
    }

    /** As {@code Content-Range} says it (RFC 9110, section 14.4). */
    public String contentRange(long size) {
        return "bytes " + from + "-" + (end() - 1) + "/" + size;
    }
}
