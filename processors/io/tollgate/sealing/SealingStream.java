package io.tollgate.sealing;

import com.google.crypto.tink.StreamingAead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Objects;

/**
 * A stream of sealed bytes that are produced as they are read. Tink seals only into an output stream, but an upload is
 * pulled: so the stream reads a segment, seals it into a small buffer, and returns bytes from there.
 */
final class SealingStream extends InputStream {
    private final InputStream plain;
    private final byte[] segment = new byte[Segments.SEALED];
    private final Buffer sealed = new Buffer();
    private final OutputStream sealer;
    private boolean finished;
    private Exception failure;

    SealingStream(StreamingAead cipher, byte[] associatedData, InputStream plain)
            throws IOException, GeneralSecurityException {
        this.plain = Objects.requireNonNull(plain, "plain must not be null");
        this.sealer = cipher.newEncryptingStream(sealed, associatedData);
    }

    @Override
    public int read() throws IOException {
        return fill() ? sealed.take() : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        return fill() ? sealed.take(into, offset, length) : -1;
    }

    /** Returns true when sealed bytes are available; false only at the end of all plain bytes. */
    private boolean fill() throws IOException {
        if (failure != null) {
            throw new IOException("reading the plain bytes failed", failure);
        }
        while (sealed.isEmpty() && !finished) {
            sealed.reset();
            try {
                sealSegment();
            } catch (IOException | RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return !sealed.isEmpty();
    }

    private void sealSegment() throws IOException {
        int read = plain.readNBytes(segment, 0, segment.length);
        sealer.write(segment, 0, read);
        if (read < segment.length) {
            sealer.close();
            finished = true;
        }
    }

    @Override
    public int available() {
        return sealed.remaining();
    }

    @Override
    public void close() throws IOException {
        if (failure == null) {
            failure = new IOException("the stream was closed");
        }
        plain.close();
    }

    /** A buffer that the cipher writes and the stream reads; holds at most two segments. */
    private static final class Buffer extends ByteArrayOutputStream {
        private int taken;

        Buffer() {
            super(2 * Segments.SEALED);
        }

        int remaining() {
            return count - taken;
        }

        boolean isEmpty() {
            return taken == count;
        }

        int take() {
            return buf[taken++] & 0xff;
        }

        int take(byte[] into, int offset, int length) {
            int some = Math.min(length, remaining());
            System.arraycopy(buf, taken, into, offset, some);
            taken += some;
            return some;
        }

        @Override
        public synchronized void reset() {
            super.reset();
            taken = 0;
        }
    }
}
