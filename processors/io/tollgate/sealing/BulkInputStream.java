package io.tollgate.sealing;

import java.io.IOException;
import java.io.InputStream;

/** An input stream that subclasses implement for ranges of bytes; a single byte is a range of one. */
abstract class BulkInputStream extends InputStream {
    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] into, int offset, int length) throws IOException;
}
