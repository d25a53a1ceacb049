package io.tollgate.walrus.publish;

import java.io.IOException;

/** Where bytes are stored. */
@FunctionalInterface
public interface BlobSink {
    /**
     * Stores one blob and returns when it is certified.
     *
     * @throws IOException when it is not known to be stored
     */
    PublisherAnswer.Stored store(Publication blob) throws IOException;
}
