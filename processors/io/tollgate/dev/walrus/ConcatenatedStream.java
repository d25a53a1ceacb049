package io.tollgate.dev.walrus;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Several blobs as one stream; each is opened when the previous one has ended. */
final class ConcatenatedStream extends InputStream {
    private final Deque<DevAnswer.BlobSupplier> remaining;
    private InputStream current = InputStream.nullInputStream();

    ConcatenatedStream(List<DevAnswer.BlobSupplier> blobs) {
        remaining = new ArrayDeque<>(blobs);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        for (; ; ) {
            int count = current.read(target, offset, length);
            if (count >= 0 || remaining.isEmpty()) {
                return count;
            }
            current.close();
            current = remaining.remove().open();
        }
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
