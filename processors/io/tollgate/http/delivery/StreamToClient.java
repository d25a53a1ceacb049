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
 * Writes a stream to a client with at most {@value #WINDOW} pending writes, so that slow clients do not cost memory, and
 * reading stops when the client closes the connection. Camel's own response writer is several times slower, drops the
 * Content-Length and keeps reading for a client that is gone.
 */
public final class StreamToClient {
    private static final int CHUNK = 64 * 1024;
    /** Each chunk wakes two threads, so larger chunks make fast bodies a third faster. */
    private static final int WIDE_CHUNK = 8 * CHUNK;
    /** Short and slow bodies do not need the memory of large chunks. */
    private static final long WIDE_AFTER = 16 * CHUNK;

    private static final int WINDOW = 3;
    /** One array to read into while the others are written; writes finish in order. */
    private static final int ARRAYS = WINDOW + 1;

    private final Duration writeTimeout;
    private final TransferListener transfers;
    /** Limits transfers with large chunks to an eighth of the heap; others use small chunks. */
    private final Semaphore wide = new Semaphore((int) (Runtime.getRuntime().maxMemory() / 8 / (ARRAYS * WIDE_CHUNK)));

    /** @param writeTimeout how long a client may accept no byte before it counts as gone */
    public StreamToClient(Duration writeTimeout) {
        this(writeTimeout, TransferListener.NONE);
    }

    /** @param transfers is notified of every transfer */
    public StreamToClient(Duration writeTimeout, TransferListener transfers) {
        this.writeTimeout = writeTimeout;
        this.transfers = transfers;
    }

    /**
     * Sends exactly {@code length} bytes after the head that the caller has set on the response, and ends it. The
     * calling thread waits for the client; the stream is read only as fast as the client takes it and is not closed.
     *
     * @throws ClientGone  when the client closed the connection or stalled
     * @throws IOException when the stream failed or ended early; the connection is then closed, so that the client
     *                     does not mistake the truncated body for a complete one
     */
    public void send(HttpServerResponse response, InputStream body, long length) throws IOException {
        send(response, body, length, () -> {});
    }

    /**
     * The same, and runs {@code beforeLast} when the client has accepted everything but the last chunk. What it records is
     * therefore visible to a client that has received the whole body.
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
        // a few arrays are reused for the whole body, which spares the garbage collector
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

    /** Waits until all pending writes have finished. */
    private void drain(Semaphore window, AtomicReference<Throwable> gone) throws ClientGone {
        for (int i = 0; i < WINDOW; i++) {
            acquire(window, gone);
        }
    }

    /** Resets the connection, so that the client does not mistake a truncated body for a complete one, and ends the response for Camel. */
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
                throw new ClientGone(free ? "the client closed the connection" : "the client stalled", gone.get());
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
