package io.tollgate.http.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * What is still to come of a request that is answered before its end. It is dropped for a moment, so that the client
 * gets round to reading the answer, and then the connection is closed (RFC 9112 section 9.6).
 */
public final class BodyDrain {
    private static final long LINGER_MILLIS = 5_000;

    private BodyDrain() {}

    /** Call it before the answer is sent, when nobody reads the body any more. */
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
        // a body that had ended before it was resumed says so here, and not through the handler of its end
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
