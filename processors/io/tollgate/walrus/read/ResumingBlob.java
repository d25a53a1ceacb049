package io.tollgate.walrus.read;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * A stream of a blob's bytes from any aggregator that has them. When an aggregator breaks off, ends early or sends next
 * to nothing, the next one is called from the byte that was reached. The reader gets exactly the requested bytes or an
 * exception. Bytes are fetched only as fast as they are read; closing the stream aborts the transfer.
 */
final class ResumingBlob extends InputStream {
    /** An aggregator that sends less than this within the stall time counts as stalled. */
    private static final long MIN_PROGRESS = 16 * 1024;

    private final ReadState state;
    private final BlobRead whole;
    private final Opener opener;
    private final LongSupplier nanoTime;
    private final long stallNanos;
    private InputStream current;
    private long position;
    private long waited;
    private long waitedFrom;
    private boolean closed;

    /** Opens the remaining bytes at an aggregator. */
    @FunctionalInterface
    interface Opener {
        InputStream open(ReadState state) throws IOException;
    }

    /** Opens the first bytes immediately. */
    ResumingBlob(ReadState state, Opener opener, Duration stall, LongSupplier nanoTime) throws IOException {
        this.state = state;
        this.whole = state.request();
        this.opener = opener;
        this.nanoTime = nanoTime;
        this.stallNanos = stall.toNanos();
        this.position = whole.from();
        this.current = opener.open(state);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (closed) {
            throw new IOException("the stream was closed");
        }
        long remaining = remaining();
        if (length == 0 || remaining == 0) {
            return length == 0 ? 0 : -1;
        }
        while (true) {
            try {
                int count = readTimed(target, offset, (int) Math.min(length, remaining));
                if (count > 0) {
                    return advance(count);
                }
                if (remaining == Long.MAX_VALUE) {
                    return -1;
                }
                resume("the answer ended " + remaining + " bytes short", null);
            } catch (BlobUnavailable e) {
                throw e;
            } catch (IOException e) {
                resume("the answer broke off: " + e.getMessage(), e);
            }
        }
    }

    /** Number of bytes still missing; {@code Long.MAX_VALUE} for a blob of unknown length. */
    private long remaining() {
        long last = state.request().toInclusive();
        return last == BlobRead.OPEN_END ? Long.MAX_VALUE : last - position + 1;
    }

    private int readTimed(byte[] target, int offset, int length) throws IOException {
        long before = nanoTime.getAsLong();
        int count = current.read(target, offset, length);
        waited += nanoTime.getAsLong() - before;
        if (waited > stallNanos) {
            boolean trickles = count > 0 && position + count - waitedFrom < MIN_PROGRESS && remaining() > count;
            waited = 0;
            waitedFrom = position + Math.max(count, 0);
            if (trickles) {
                throw new IOException("the aggregator sends too slowly");
            }
        }
        return count;
    }

    private int advance(int count) throws IOException {
        position += count;
        state.recordBytes(count);
        if (remaining() == 0) {
            finish();
        }
        return count;
    }

    /** Reads the end of the answer, so that the connection returns to its pool. */
    private void finish() throws IOException {
        InputStream done = current;
        current = InputStream.nullInputStream();
        try (done) {
            done.read();
        } catch (IOException e) {
            // all bytes have arrived, so a failure of the connection no longer matters
            done.close();
        }
    }

    private void resume(String why, IOException cause) throws IOException {
        try {
            closeCurrent();
            state.recordInterruption(position, why);
            current = opener.open(state);
            waited = 0;
            waitedFrom = position;
        } catch (BlobUnavailable e) {
            if (cause != null) {
                e.addSuppressed(cause);
            }
            throw e;
        }
    }

    /**
     * Restarts at another aggregator, because these are not the stored bytes.
     *
     * @throws BlobUnavailable when no other aggregator remains
     */
    void restart() throws IOException {
        closeCurrent();
        state.recordWrongBytes(whole);
        position = whole.from();
        current = opener.open(state);
    }

    /** Closes the current connection; later reads find an empty stream. */
    private void closeCurrent() throws IOException {
        InputStream abandoned = current;
        current = InputStream.nullInputStream();
        abandoned.close();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            closeCurrent();
        }
    }
}
