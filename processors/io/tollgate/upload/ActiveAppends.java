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
 * The requests that currently append to uploads. When a client reconnects before the gateway has noticed that its old
 * connection broke, the old request is stopped first and its parts in progress are recorded.
 */
public final class ActiveAppends {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final ConcurrentMap<String, Append> active = new ConcurrentHashMap<>();

    private record Append(HttpServerRequest request, CountDownLatch finished) {}

    /** Registers a request until its exchange is done. Stops an earlier request for the same upload first. */
    void begin(String uploadId, Exchange exchange, HttpServerRequest request) {
        Append append = new Append(request, new CountDownLatch(1));
        for (Append other = active.putIfAbsent(uploadId, append);
                other != null;
                other = active.putIfAbsent(uploadId, append)) {
            stop(other);
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                active.remove(uploadId, append);
                append.finished().countDown();
            }
        });
    }

    /** Stops the request that appends to an upload, and waits until its parts are recorded. */
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
                throw Problem.retry(409, "upload_busy", "parts of this upload are still being stored", TIMEOUT, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while taking over an upload", e);
        }
    }
}
