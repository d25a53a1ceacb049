package io.tollgate.walrus.read;

import io.tollgate.walrus.encoding.BlobId;
import java.util.Objects;

/**
 * A blob, or a piece of it, that is to be read: the body of a message to the route {@code direct:read-blob}, which
 * answers with an {@link java.io.InputStream} of exactly these bytes.
 *
 * @param id          the blob
 * @param from        first byte
 * @param toInclusive last byte, or {@link #OPEN_END}
 */
public record BlobRead(BlobId id, long from, long toInclusive) {
    /** To the end of the blob, wherever that is. */
    public static final long OPEN_END = -1;

    public BlobRead {
        Objects.requireNonNull(id, "id must not be null");
        if (from < 0 || toInclusive < from && toInclusive != OPEN_END) {
            throw new IllegalArgumentException("a range begins at 0 or later and does not end before it begins");
        }
    }

    /** The whole blob. */
    public static BlobRead whole(BlobId id) {
        return new BlobRead(id, 0, OPEN_END);
    }

    public boolean isWhole() {
        return from == 0 && toInclusive == OPEN_END;
    }

    /** How many bytes, or -1 when only the blob's end will tell. */
    public long length() {
        return toInclusive == OPEN_END ? -1 : toInclusive - from + 1;
    }
}
