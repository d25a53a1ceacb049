package io.tollgate.http.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Answers requests that no route takes with a problem document. */
public final class ProblemAnswer {
    private ProblemAnswer() {}

    /** Does nothing when the response has started. */
    public static void send(RoutingContext context, int status, String code, String detail) {
        if (context.response().headWritten()) {
            return;
        }
        byte[] body = ProblemDocument.of(status, code, detail, status == 503 || status == 429);
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", ProblemDocument.CONTENT_TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(body));
    }

    /** Makes a router answer its errors with problem documents. */
    public static void onErrorsOf(Router router) {
        on(router, 404, "not_found", "nothing is here");
        on(router, 405, "method_not_allowed", "this method is not served here");
        on(router, 400, "bad_request", "the request is malformed");
        on(router, 500, "internal_error", "the gateway failed");
    }

    private static void on(Router router, int status, String code, String detail) {
        router.errorHandler(status, context -> send(context, status, code, detail));
    }
}
