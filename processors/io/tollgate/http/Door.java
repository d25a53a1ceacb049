package io.tollgate.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * What every request passes before a route sees it: a plain path or none, browsers' preflights, and the headers that
 * belong on every answer. A path that two parsers could read differently is refused rather than normalised
 * (GHSA-3j63-5h8p-gf7c: an encoded path went round a paywall).
 */
final class Door implements Handler<RoutingContext> {
    private static final Pattern PLAIN = Pattern.compile("(/|(/[A-Za-z0-9_~.!$&'()*+,=:@-]+)+)(\\?.*)?");
    private static final Pattern DOTS = Pattern.compile("(^|/)\\.{1,2}(/|\\?|$)");
    private static final String EXPOSED =
            "PAYMENT-REQUIRED, PAYMENT-RESPONSE, X-PAYMENT-RESPONSE, Content-Disposition, "
                    + "Content-Length, Content-Range, Accept-Ranges, ETag, Retry-After, Tollgate-Download-Token, "
                    + "Tollgate-Download-Link, Tollgate-Receipt";
    private static final String ALLOWED = "Content-Type, Range, If-Range, If-None-Match, Authorization, X-PAYMENT, "
            + "PAYMENT-SIGNATURE, SIGN-IN-WITH-X, Tollgate-Download-Token, Access-Control-Expose-Headers";

    /** The embedded services go on while the gateway drains: sales in flight still need them. */
    private static final String EMBEDDED = "/dev/";

    private final BooleanSupplier open;

    /** @param open false while the routes are not up yet or no longer: then every request, /health too, is answered 503 */
    Door(BooleanSupplier open) {
        this.open = open;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("Access-Control-Allow-Origin", "*");
        response.putHeader("Access-Control-Expose-Headers", EXPOSED);
        response.putHeader("X-Content-Type-Options", "nosniff");
        String target = context.request().uri();
        if (!plain(target)) {
            answer(context, 400, "bad_target", "the request target must be a plain path");
        } else if (context.request().method() == HttpMethod.OPTIONS) {
            response.putHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
            response.putHeader("Access-Control-Allow-Headers", ALLOWED);
            response.putHeader("Access-Control-Max-Age", "86400");
            response.setStatusCode(204).end();
        } else if (!open.getAsBoolean() && !target.startsWith(EMBEDDED)) {
            response.putHeader("Retry-After", "5");
            answer(context, 503, "not_serving", "the gateway is starting or stopping");
        } else {
            context.next();
        }
    }

    private static boolean plain(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return PLAIN.matcher(target).matches() && !DOTS.matcher(path).find();
    }

    /** Answers an error that no route handles, such as an unknown path. */
    static void answer(RoutingContext context, int status, String code, String detail) {
        if (context.response().headWritten()) {
            return;
        }
        byte[] body = ProblemDocument.of(status, code, detail, status == 503);
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", ProblemDocument.CONTENT_TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(body));
    }
}
