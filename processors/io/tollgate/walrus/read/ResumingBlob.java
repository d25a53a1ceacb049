package io.tollgate.walrus.read;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * The bytes of a blob from whoever has them: when an aggregator breaks off, ends short or only drips, the next one is
 * asked from the byte that was reached. The reader sees exactly the bytes asked for, or an error; it is read no faster
 * than its reader reads, and closing it breaks the transfer off.
 */
final class ResumingBlob extends InputStream {
    /** Less than this in the time that an aggregator may stall is nothing. */
    private static final long MIN_PROGRESS = 16 * 1024;

    private final ReadState reading;
    private final BlobRead whole;
    private final Opener opener;
    private final LongSupplier nanoTime;
    private final long stallNanos;
    private InputStream current;
    private long position;
    private long waited;
    private long waitedFrom;
    private boolean closed;

    /** Finds the aggregator that brings what is left. */
    @FunctionalInterface
    interface Opener {
        InputStream open(ReadState reading) throws IOException;
    }

    /** Asks for the first bytes at once. */
    ResumingBlob(ReadState reading, Opener asking, Duration stall, LongSupplier nanoTime) throws IOException {
        this.reading = reading;
        this.whole = reading.request();
        this.opener = asking;
        this.nanoTime = nanoTime;
        this.stallNanos = stall.toNanos();
        this.position = whole.from();
        this.current = asking.open(reading);
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
        long left = remaining();
        if (length == 0 || left == 0) {
            return length == 0 ? 0 : -1;
        }
        while (true) {
            try {
                int count = readTimed(target, offset, (int) Math.min(length, left));
                if (count > 0) {
                    return advance(count);
                }
                if (left == Long.MAX_VALUE) {
                    return -1;
                }
                resume("the answer ended " + left + " bytes short", null);
            } catch (BlobUnavailable e) {
                throw e;
            } catch (IOException e) {
                resume("the answer broke off: " + e.getMessage(), e);
            }
        }
    }

    /** How many bytes are still owed; a blob of unknown length owes them until it ends. */
    private long remaining() {
        long last = reading.request().toInclusive();
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
                throw new IOException("it only drips");
            }
        }
        return count;
    }

    private int advance(int count) throws IOException {
        position += count;
        reading.recordBytes(count);
        if (remaining() == 0) {
            finish();
        }
        return count;
    }

    /** Lets the connection go back to its pool, which it does when its end was seen. */
    private void finish() throws IOException {
        InputStream done = current;
        current = InputStream.nullInputStream();
        try (done) {
            done.read();
        } catch (IOException e) {
            // every byte is here, so what the connection does afterwards is nobody's concern
            done.close();
        }
    }

    private void resume(String why, IOException cause) throws IOException {
        try {
            closeCurrent();
            reading.recordInterruption(position, why);
            current = opener.open(reading);
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
     * Begins anew elsewhere, since these bytes are not those that were stored.
     *
     * @throws BlobUnavailable when nobody else is there to be asked
     */
    void restart() throws IOException {
        closeCurrent();
        reading.recordWrongBytes(whole);
        position = whole.from();
        current = opener.open(reading);
    }

    /** A connection that is given up has nothing more to say. */
    private void closeCurrent() throws IOException {
        InputStream left = current;
        current = InputStream.nullInputStream();
        left.close();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            closeCurrent();
        }
    }
}
