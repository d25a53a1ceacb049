package io.tollgate.walrus.read;

import java.io.IOException;

/** Thrown when no aggregator returns the bytes now. */
public final class BlobUnavailable extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean missing;

    /** @param missing every aggregator that answered reported that the blob does not exist */
    BlobUnavailable(String message, boolean missing) {
        super(message);
        this.missing = missing;
    }

    /** Whether the blob seems to be gone, as opposed to temporarily unavailable. */
    public boolean missing() {
        return missing;
    }
}
