package io.tollgate.http.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * Discards the rest of a request body for up to five seconds when the response is sent before the body has ended, so that
 * the client can read the response, and then closes the connection (RFC 9112, section 9.6).
 */
public final class BodyDrain {
    private static final long LINGER_MILLIS = 5_000;

    private BodyDrain() {}

    /** Call it before the response is sent, when no step reads the body any more. */
    public static void drainAfterResponse(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.response().endHandler(sent -> drain(request));
        }
    }

    private static void drain(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        Vertx vertx = Vertx.currentContext().owner();
        // for a body that ended before it was resumed, the end handler is not called
        long timer = vertx.setTimer(LINGER_MILLIS, late -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
        request.exceptionHandler(broken -> vertx.cancelTimer(timer));
        request.endHandler(end -> vertx.cancelTimer(timer));
        request.handler(dropped -> {});
        request.resume();
    }
}
