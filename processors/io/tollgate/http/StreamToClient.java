package io.tollgate.http;

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
    private static final int WINDOW = 4;

    private final Duration patience;
    private final Transfers transfers;

    /** @param patience how long a client may take no byte at all before it counts as gone */
    public StreamToClient(Duration patience) {
        this(patience, Transfers.UNHEARD);
    }

    /** @param transfers hears of every transfer */
    public StreamToClient(Duration patience, Transfers transfers) {
        this.patience = patience;
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
        Transfers.End end = Transfers.End.SOURCE_FAILED;
        transfers.begun();
        try {
            stream(response, body, length, beforeLast);
            end = Transfers.End.COMPLETE;
        } catch (ClientGone e) {
            end = Transfers.End.CLIENT_GONE;
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
        response.exceptionHandler(cause -> leave(gone, cause, window));
        response.closeHandler(closed -> leave(gone, new IOException("connection closed"), window));
        try {
            for (long left = length; left > 0; ) {
                // read into the one array that is written: the other readNBytes reads in small steps and copies them
                byte[] chunk = new byte[(int) Math.min(CHUNK, left)];
                int read = body.readNBytes(chunk, 0, chunk.length);
                if (read == 0) {
                    throw new IOException("the source ended " + left + " bytes short");
                }
                left -= read;
                if (left == 0) {
                    drain(window, gone);
                    window.release(WINDOW);
                    beforeLast.run();
                }
                take(window, gone);
                transfers.sent(read);
                response.write(Buffer.buffer(Unpooled.wrappedBuffer(chunk, 0, read)))
                        .onComplete(done -> {
                            if (done.failed()) {
                                leave(gone, done.cause(), window);
                            } else {
                                window.release();
                            }
                        });
            }
            drain(window, gone);
            if (length == 0) {
                beforeLast.run();
            }
            response.end();
        } catch (IOException e) {
            abandon(response);
            throw e;
        }
    }

    /** Waits until every write so far has been taken. */
    private void drain(Semaphore window, AtomicReference<Throwable> gone) throws ClientGone {
        for (int i = 0; i < WINDOW; i++) {
            take(window, gone);
        }
    }

    /** Breaks the connection off, so that nobody takes what was sent for the whole, and ends what Camel would go on with. */
    public static void abandon(HttpServerResponse response) {
        response.reset();
        if (!response.ended()) {
            response.end();
        }
    }

    private void take(Semaphore window, AtomicReference<Throwable> gone) throws ClientGone {
        try {
            boolean free = window.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (gone.get() != null || !free) {
                throw new ClientGone(free ? "the client left" : "the client stalled", gone.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientGone("interrupted while writing", e);
        }
    }

    private static void leave(AtomicReference<Throwable> gone, Throwable cause, Semaphore window) {
        gone.compareAndSet(null, cause);
        window.release(WINDOW);
    }
}
