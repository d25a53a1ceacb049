package io.tollgate.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Exactly the plain bytes of one part, hashed as they are read. Throws when the body ends before the part. */
final class ExactLengthStream extends FilterInputStream {
    private final ResumableSha256 sha256;
    private long remaining;

    /** Thrown when the body ends within a part. */
    static final class IncompletePartException extends IOException {
        private static final long serialVersionUID = 1L;

        IncompletePartException() {
            super("the body ended within a part");
        }
    }

    ExactLengthStream(InputStream body, long length, ResumableSha256 sha256) {
        super(body);
        this.remaining = length;
        this.sha256 = sha256;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (remaining == 0) {
            return -1;
        }
        int read = in.read(into, offset, (int) Math.min(length, remaining));
        if (read < 0) {
            throw new IncompletePartException();
        }
        sha256.update(into, offset, read);
        remaining -= read;
        return read;
    }

    @Override
    public void close() {
        // the next part continues where this one ends
    }
}
