package io.tollgate.http.server;

import io.tollgate.x402.protocol.Headers;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/**
 * Handles every request before a route does: refuses request targets that are not plain, answers CORS preflights, and sets
 * the headers of every response.
 */
final class EdgeFilter implements Handler<RoutingContext> {
    private static final String EXPOSED = String.join(
            ", ",
            Headers.PAYMENT_REQUIRED,
            Headers.PAYMENT_RESPONSE,
            Headers.X_PAYMENT_RESPONSE,
            "Content-Disposition",
            "Content-Length",
            "Content-Range",
            "Accept-Ranges",
            "ETag",
            "Retry-After",
            Headers.DOWNLOAD_TOKEN,
            Headers.DOWNLOAD_LINK,
            Headers.RECEIPT,
            "Sunset",
            "Location",
            "Upload-Offset",
            "Upload-Length");
    private static final String ALLOWED = String.join(
            ", ",
            "Content-Type",
            "Range",
            "If-Range",
            "If-None-Match",
            "Authorization",
            Headers.X_PAYMENT,
            Headers.PAYMENT_SIGNATURE,
            Headers.SIGN_IN_WITH_X,
            Headers.DOWNLOAD_TOKEN,
            "Upload-Length",
            "Upload-Offset",
            "Access-Control-Expose-Headers");

    /** Embedded services answer while the gateway drains, because sales in flight need them. */
    private static final String EMBEDDED = "/dev/";

    private final BooleanSupplier open;

    /** @param open false before the routes have started and while they stop; every request, /health too, is then answered 503 */
    EdgeFilter(BooleanSupplier open) {
        this.open = open;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("Access-Control-Allow-Origin", "*");
        response.putHeader("Access-Control-Expose-Headers", EXPOSED);
        response.putHeader("X-Content-Type-Options", "nosniff");
        String target = context.request().uri();
        if (!RequestTargetPolicy.isPlain(target)) {
            ProblemAnswer.send(context, 400, "bad_target", "the request target must be a plain path");
        } else if (context.request().method() == HttpMethod.OPTIONS) {
            response.putHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
            response.putHeader("Access-Control-Allow-Headers", ALLOWED);
            response.putHeader("Access-Control-Max-Age", "86400");
            response.setStatusCode(204).end();
        } else if (!open.getAsBoolean() && !target.startsWith(EMBEDDED)) {
            response.putHeader("Retry-After", "5");
            ProblemAnswer.send(context, 503, "not_serving", "the gateway is starting or stopping");
        } else {
            context.next();
        }
    }
}
