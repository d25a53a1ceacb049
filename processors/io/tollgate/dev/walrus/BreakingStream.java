package io.tollgate.dev.walrus;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request body that breaks after a number of bytes, like a broken connection. */
public final class BreakingStream extends FilterInputStream {
    private final long limit;
    private long position;

    public BreakingStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position >= limit) {
            throw new ConnectionBroken(limit);
        }
        int count = super.read(target, offset, (int) Math.min(length, limit - position));
        position += Math.max(count, 0);
        return count;
    }
}
