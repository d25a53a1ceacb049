package io.tollgate.sealing;

import java.io.IOException;
import java.io.InputStream;

/** Plain bytes that can be read from anywhere: those of one part, or those of an item. */
@FunctionalInterface
interface PlainBytes {
    /**
     * Opens a stretch of them. The first bytes have been read and proved when this returns; the rest is as it is read.
     *
     * @param length 0 only of something empty, which is proved all the same
     */
    InputStream open(long from, long length) throws IOException;
}
