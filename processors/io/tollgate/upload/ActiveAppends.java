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
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ConcurrentMap<String, Running> running = new ConcurrentHashMap<>();

    private record Running(HttpServerRequest request, CountDownLatch over) {}

    /** Runs until the exchange is over; one that ran for this upload is ended before. */
    void begin(String uploadId, Exchange exchange, HttpServerRequest request) {
        Running mine = new Running(request, new CountDownLatch(1));
        for (Running other = running.putIfAbsent(uploadId, mine);
                other != null;
                other = running.putIfAbsent(uploadId, mine)) {
            end(other);
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                running.remove(uploadId, mine);
                mine.over().countDown();
            }
        });
    }

    /** Ends the request that appends to an upload, and waits until its parts are written down. */
    void end(String uploadId) {
        Running other = running.get(uploadId);
        if (other != null) {
            end(other);
        }
    }

    private static void end(Running other) {
        other.request().connection().close();
        try {
            if (!other.over().await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw Problem.retry(409, "upload_busy", "parts of this upload are on their way still", PATIENCE, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an upload is taken over", e);
        }
    }
}
