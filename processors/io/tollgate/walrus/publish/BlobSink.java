package io.tollgate.walrus.publish;

import java.io.IOException;

/** Stores blobs. */
@FunctionalInterface
public interface BlobSink {
    /**
     * Stores one blob and returns when Walrus has certified it.
     *
     * @throws IOException when the blob is not known to be stored
     */
    PublisherAnswer.Stored store(Publication blob) throws IOException;
}
