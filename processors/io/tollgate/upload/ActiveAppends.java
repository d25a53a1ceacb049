package io.tollgate.upload;

import io.tollgate.http.server.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The requests that append to uploads at present. A sender whose connection broke comes back before we have noticed:
 * then the old request is ended first, and what it has under way is written down.
 */
public final class ActiveAppends {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final ConcurrentMap<String, Append> active = new ConcurrentHashMap<>();

    private record Append(HttpServerRequest request, CountDownLatch finished) {}

    /** Runs until the exchange is over; one that ran for this upload is ended before. */
    void begin(String uploadId, Exchange exchange, HttpServerRequest request) {
        Append mine = new Append(request, new CountDownLatch(1));
        for (Append other = active.putIfAbsent(uploadId, mine);
                other != null;
                other = active.putIfAbsent(uploadId, mine)) {
            stop(other);
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                active.remove(uploadId, mine);
                mine.finished().countDown();
            }
        });
    }

    /** Ends the request that appends to an upload, and waits until its parts are written down. */
    void stop(String uploadId) {
        Append other = active.get(uploadId);
        if (other != null) {
            stop(other);
        }
    }

    private static void stop(Append other) {
        other.request().connection().close();
        try {
            if (!other.finished().await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw Problem.retry(409, "upload_busy", "parts of this upload are on their way still", TIMEOUT, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an upload is taken over", e);
        }
    }
}
