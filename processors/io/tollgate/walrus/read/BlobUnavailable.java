package io.tollgate.walrus.read;

import java.io.IOException;

/** No aggregator brings the bytes now. */
public final class BlobUnavailable extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean missing;

    /** @param missing every aggregator that answered says that there is no such blob */
    BlobUnavailable(String message, boolean missing) {
        super(message);
        this.missing = missing;
    }

    /** Whether the blob seems to be gone, and is not just out of reach. */
    public boolean missing() {
        return missing;
    }
}
