package io.tollgate.walrus.read;

import java.io.IOException;
import java.io.InputStream;

/** Reads stored blobs. */
@FunctionalInterface
public interface BlobSource {
    /**
     * Opens a blob or a range of it. The stream returns exactly the requested bytes or throws; it never ends early.
     * Closing it before its end aborts the transfer.
     *
     * @throws BlobUnavailable when no aggregator returns these bytes now
     */
    InputStream open(BlobRead request) throws IOException;

    /**
     * Builds a value from stored bytes, such as a stream of the plain bytes; throws when they are not the stored bytes.
     */
    @FunctionalInterface
    interface Opening<T> {
        T open(InputStream stored) throws IOException;
    }

    /**
     * Opens a blob or a range of it and builds a value that verifies the bytes. When the verification fails, the bytes
     * of another aggregator are used, if there is one.
     *
     * @throws BlobUnavailable when no aggregator returns these bytes now
     * @throws IOException when the verification fails for every aggregator
     */
    default <T> T open(BlobRead request, Opening<T> opening) throws IOException {
        InputStream stored = open(request);
        try {
            return opening.open(stored);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }
}
