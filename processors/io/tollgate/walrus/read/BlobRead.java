package io.tollgate.walrus.read;

import io.tollgate.walrus.encoding.BlobId;
import java.util.Objects;

/**
 * A blob, or a range of it, to read: the body of a message to the route {@code direct:read-blob}, which answers with an
 * {@link java.io.InputStream} of exactly these bytes.
 *
 * @param id          the blob
 * @param from        first byte
 * @param toInclusive last byte, or {@link #OPEN_END}
 */
public record BlobRead(BlobId id, long from, long toInclusive) {
    /** Reads to the end of the blob. */
    public static final long OPEN_END = -1;

    public BlobRead {
        Objects.requireNonNull(id, "id must not be null");
        if (from < 0 || toInclusive < from && toInclusive != OPEN_END) {
            throw new IllegalArgumentException("a range must start at 0 or later and must not end before its start");
        }
    }

    /** The whole blob. */
    public static BlobRead whole(BlobId id) {
        return new BlobRead(id, 0, OPEN_END);
    }

    public boolean isWhole() {
        return from == 0 && toInclusive == OPEN_END;
    }

    /** Number of bytes, or -1 when it is known only at the end of the blob. */
    public long length() {
        return toInclusive == OPEN_END ? -1 : toInclusive - from + 1;
    }
}
