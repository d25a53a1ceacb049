package io.tollgate.sealing;

import java.io.IOException;
import java.io.InputStream;

/** Plain bytes with random access: those of one part, or those of an item. */
@FunctionalInterface
interface PlainBytes {
    /**
     * Opens a range. When this method returns, the first bytes have been read and verified; the rest is verified as it
     * is read.
     *
     * @param length number of bytes; 0 only for empty content, which is verified as well
     */
    InputStream open(long from, long length) throws IOException;
}
