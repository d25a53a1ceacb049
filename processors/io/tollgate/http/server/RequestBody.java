package io.tollgate.http.server;

import io.tollgate.http.delivery.ClientGone;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of a request, read as it arrives and no faster than the reader takes it: at most {@value #WINDOW} buffers
 * wait here, the rest waits in the client's TCP window. For one reader on a worker thread.
 */
public final class RequestBody extends InputStream {
    private static final int WINDOW = 8;

    private sealed interface Event {
        record Bytes(Buffer buffer) implements Event {}

        record End() implements Event {}

        record Broken(Throwable cause) implements Event {}
    }

    private final HttpServerRequest request;
    private final MinimumBodyRate rate;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private Buffer current = Buffer.buffer(0);
    private int position;
    private boolean ended;
    private Duration waited = Duration.ZERO;
    private long received;

    /** Reads a paused request ({@code useBodyHandler=false}). */
    public RequestBody(HttpServerRequest request) {
        this(request, MinimumBodyRate.DEFAULT);
    }

    /** The same with another minimum rate. */
    public RequestBody(HttpServerRequest request, MinimumBodyRate rate) {
        this.request = request;
        this.rate = rate;
        request.exceptionHandler(cause -> events.add(new Event.Broken(cause)));
        request.handler(buffer -> events.add(new Event.Bytes(buffer)));
        request.endHandler(end -> events.add(new Event.End()));
        if (request.response().closed()) {
            // the connection broke before a handler was set, which is not reported again
            events.add(new Event.Broken(new IOException("connection closed")));
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.fetch(WINDOW);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == current.length()) {
            if (ended || !next()) {
                return -1;
            }
        }
        int count = Math.min(length, current.length() - position);
        current.getBytes(position, position + count, target, offset);
        position += count;
        return count;
    }

    private boolean next() throws IOException {
        switch (await()) {
            case Event.Bytes bytes -> {
                current = bytes.buffer();
                position = 0;
                received += current.length();
                request.fetch(1);
                return true;
            }
            case Event.End end -> {
                ended = true;
                return false;
            }
            case Event.Broken broken -> {
                ended = true;
                throw new ClientGone("the upload was aborted", broken.cause());
            }
        }
    }

    private Event await() throws IOException {
        try {
            long start = System.nanoTime();
            Event event = events.poll(rate.longestWait(waited, received).toNanos(), TimeUnit.NANOSECONDS);
            waited = waited.plusNanos(System.nanoTime() - start);
            if (event == null) {
                throw Problem.retry(
                        408,
                        "body_too_slow",
                        "the body arrives at less than " + rate.bytesPerSecond() + " bytes a second, or not at all",
                        rate.silence(),
                        null);
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading the request", e);
        }
    }
}
