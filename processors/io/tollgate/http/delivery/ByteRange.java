package io.tollgate.http.delivery;

/**
 * Consecutive bytes of a file.
 *
 * @param from   offset of the first byte
 * @param length number of bytes; 0 only for an empty file
 */
public record ByteRange(long from, long length) {
    public ByteRange {
        if (from < 0 || length < 0) {
            throw new IllegalArgumentException("a range must not have a negative offset or length");
        }
    }

    /** The offset behind the last byte. */
    public long end() {
        return from + length;
    }

    /** The value of {@code Content-Range} (RFC 9110, section 14.4). */
    public String contentRange(long size) {
        return "bytes " + from + "-" + (end() - 1) + "/" + size;
    }
}
