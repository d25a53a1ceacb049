package io.tollgate.walrus.read;

import java.io.IOException;
import java.io.InputStream;

/** Where stored bytes are read from. */
@FunctionalInterface
public interface BlobSource {
    /**
     * Opens a piece of a blob. The stream brings exactly the bytes asked for or fails: it never ends early. Closing it
     * before its end breaks the transfer off.
     *
     * @throws BlobUnavailable when nobody can bring these bytes now
     */
    InputStream open(BlobRead piece) throws IOException;

    /** What is made of stored bytes, such as the plain ones; it fails when they are not the bytes that were stored. */
    @FunctionalInterface
    interface Opening<T> {
        T open(InputStream stored) throws IOException;
    }

    /**
     * Opens a piece of a blob and makes something of it that proves its bytes. Where the proof fails, the bytes of
     * another aggregator are tried, if there is one.
     *
     * @throws BlobUnavailable when nobody can bring these bytes now
     * @throws IOException when those that were brought do not prove
     */
    default <T> T open(BlobRead piece, Opening<T> opening) throws IOException {
        InputStream stored = open(piece);
        try {
            return opening.open(stored);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }
}
