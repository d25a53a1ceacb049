package io.tollgate.walrus;

import java.io.IOException;
import java.io.InputStream;

/** Where stored bytes are read from. */
@FunctionalInterface
public interface BlobSource {
    /**
     * Opens a piece of a blob. The stream brings exactly the bytes asked for or fails: it never ends early. Closing it
     * before its end breaks the transfer off.
     *
     * @throws IOException when nobody can bring these bytes now
     */
    InputStream open(BlobRead piece) throws IOException;
}
