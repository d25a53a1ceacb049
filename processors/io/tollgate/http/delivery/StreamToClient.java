package io.tollgate.http.delivery;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes a stream to a client with at most {@value #WINDOW} unfinished writes, so that memory stays flat whoever reads
 * slowly and reading stops when the client leaves. Camel's own response pump is several times slower, drops the
 * Content-Length and reads on for a client that is gone.
 */
public final class StreamToClient {
    private static final int CHUNK = 64 * 1024;
    /** Each step wakes two threads, so that a body that is fast gains a third by larger ones. */
    private static final int WIDE_CHUNK = 8 * CHUNK;
    /** A body that is shorter, or so slow that it has not come so far, needs no memory for larger steps. */
    private static final long WIDE_AFTER = 16 * CHUNK;

    private static final int WINDOW = 3;
    /** One to read into while all the others are being written, which ends in the order in which it began. */
    private static final int ARRAYS = WINDOW + 1;

    private final Duration writeTimeout;
    private final TransferListener transfers;
    /** As many at a time as fit into an eighth of the heap; all others go on in small steps. */
    private final Semaphore wide = new Semaphore((int) (Runtime.getRuntime().maxMemory() / 8 / (ARRAYS * WIDE_CHUNK)));

    /** @param patience how long a client may take no byte at all before it counts as gone */
    public StreamToClient(Duration patience) {
        this(patience, TransferListener.NONE);
    }

    /** @param transfers hears of every transfer */
    public StreamToClient(Duration patience, TransferListener transfers) {
        this.writeTimeout = patience;
        this.transfers = transfers;
    }

    /**
     * Sends exactly {@code length} bytes after the head that the caller has set on the response, and ends it. The
     * calling thread waits for the client; the stream is read only as fast as the client takes it and is not closed.
     *
     * @throws ClientGone  when the client left or stalled
     * @throws IOException when the stream failed or ended short; the connection is then closed, so that the client
     *                     sees a broken transfer and never a whole-looking short one
     */
    public void send(HttpServerResponse response, InputStream body, long length) throws IOException {
        send(response, body, length, () -> {});
    }

    /**
     * The same, and does something before the client can have the whole: {@code beforeLast} runs when everything but
     * the last chunk has been taken, and what it wrote down is true for whoever sees the transfer complete.
     */
    public void send(HttpServerResponse response, InputStream body, long length, Runnable beforeLast)
            throws IOException {
        long since = System.nanoTime();
        TransferListener.End end = TransferListener.End.SOURCE_FAILED;
        transfers.started();
        try {
            stream(response, body, length, beforeLast);
            end = TransferListener.End.COMPLETE;
        } catch (ClientGone e) {
            end = TransferListener.End.CLIENT_GONE;
            throw e;
        } finally {
            transfers.ended(end, Duration.ofNanos(System.nanoTime() - since));
        }
    }

    private void stream(HttpServerResponse response, InputStream body, long length, Runnable beforeLast)
            throws IOException {
        Semaphore window = new Semaphore(WINDOW);
        AtomicReference<Throwable> gone = new AtomicReference<>();
        response.putHeader("Content-Length", Long.toString(length));
        response.exceptionHandler(cause -> clientGone(gone, cause, window));
        response.closeHandler(closed -> clientGone(gone, new IOException("connection closed"), window));
        // the same few arrays for the whole body: a new one for each step keeps the garbage collector busy all the time
        byte[][] chunks = new byte[ARRAYS][(int) Math.min(CHUNK, length)];
        boolean widened = false;
        try {
            int turn = 0;
            for (long left = length; left > 0; turn = (turn + 1) % ARRAYS) {
                if (!widened && length - left >= WIDE_AFTER && left >= WIDE_CHUNK && wide.tryAcquire()) {
                    widened = true;
                    chunks = new byte[ARRAYS][WIDE_CHUNK];
                }
                byte[] chunk = chunks[turn];
                // this readNBytes fills the array that is written; the other one reads in small steps and copies them
                int read = body.readNBytes(chunk, 0, (int) Math.min(chunk.length, left));
                if (read == 0) {
                    throw new IOException("the source ended " + left + " bytes short");
                }
                left -= read;
                if (left == 0) {
                    drain(window, gone);
                    window.release(WINDOW);
                    beforeLast.run();
                }
                acquire(window, gone);
                transfers.sent(read);
                write(response, chunk, read, gone, window);
            }
            drain(window, gone);
            if (length == 0) {
                beforeLast.run();
            }
            response.end();
        } catch (IOException e) {
            abandon(response);
            throw e;
        } finally {
            if (widened) {
                wide.release();
            }
        }
    }

    private static void write(
            HttpServerResponse response, byte[] chunk, int length, AtomicReference<Throwable> gone, Semaphore window) {
        response.write(Buffer.buffer(Unpooled.wrappedBuffer(chunk, 0, length))).onComplete(done -> {
            if (done.failed()) {
                clientGone(gone, done.cause(), window);
            } else {
                window.release();
            }
        });
    }

    /** Waits until every write so far has been taken. */
    private void drain(Semaphore window, AtomicReference<Throwable> gone) throws ClientGone {
        for (int i = 0; i < WINDOW; i++) {
            acquire(window, gone);
        }
    }

    /** Breaks the connection off, so that nobody takes what was sent for the whole, and ends what Camel would go on with. */
    public static void abandon(HttpServerResponse response) {
        response.reset();
        if (!response.ended()) {
            response.end();
        }
    }

    private void acquire(Semaphore window, AtomicReference<Throwable> gone) throws ClientGone {
        try {
            boolean free = window.tryAcquire(writeTimeout.toMillis(), TimeUnit.MILLISECONDS);
            if (gone.get() != null || !free) {
                throw new ClientGone(free ? "the client left" : "the client stalled", gone.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientGone("interrupted while writing", e);
        }
    }

    private static void clientGone(AtomicReference<Throwable> gone, Throwable cause, Semaphore window) {
        gone.compareAndSet(null, cause);
        window.release(WINDOW);
    }
}
