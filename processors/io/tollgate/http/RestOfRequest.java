package io.tollgate.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** What a client still sends of a request that was answered before it was read. */
public final class RestOfRequest {
    private static final Duration LINGER = Duration.ofSeconds(10);

    private RestOfRequest() {}

    /**
     * Lets the rest run into nothing for a while, so that a client that reads no answer before it has sent everything
     * gets to it and may use the connection again; what is longer is cut off with the connection.
     */
    public static void discard(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        try {
            request.handler(buffer -> {});
            request.resume();
        } catch (IllegalStateException e) {
            return; // it has ended meanwhile
        }
        Context context = Vertx.currentContext();
        if (context != null) {
            context.owner().setTimer(LINGER.toMillis(), timer -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
        }
    }
}
