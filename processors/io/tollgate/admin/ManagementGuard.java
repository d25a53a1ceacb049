package io.tollgate.admin;

import io.tollgate.http.server.ProblemAnswer;
import io.tollgate.http.server.RequestTargetPolicy;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Authenticates every request to the management port, whatever its path (CVE-2026-40022: Camel guards exact paths only).
 * Only the probes and the metrics are open without a login. Routes cannot open anything by mistake.
 */
final class ManagementGuard implements Handler<RoutingContext> {
    static final String METRICS = "/observe/metrics";
    static final String HEALTH = "/observe/health";
    static final String LIVE = "/observe/health/live";
    static final String READY = "/observe/health/ready";

    private static final Set<String> OPEN = Set.of(METRICS, HEALTH, LIVE, READY);

    private final HostHeaderFilter hosts;
    private final ManagementToken token;
    private final Optional<OperatorLogin> operator;
    private final FailedLogins failures;

    ManagementGuard(
            HostHeaderFilter hosts, ManagementToken token, Optional<OperatorLogin> operator, FailedLogins failures) {
        this.hosts = hosts;
        this.token = token;
        this.operator = operator;
        this.failures = failures;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        setSecurityHeaders(context.response());
        if (!plain(request.uri())) {
            ProblemAnswer.send(context, 400, "bad_target", "the request target must be a plain path");
        } else if (!hosts.allowsHost(request)) {
            ProblemAnswer.send(
                    context, 421, "unknown_host", "the Host header names another host; see TOLLGATE_MANAGEMENT_NAMES");
        } else if (OPEN.contains(request.path()) && reads(request)) {
            context.next();
        } else if (!reads(request) && !hosts.sameOrigin(request)) {
            ProblemAnswer.send(context, 403, "foreign_origin", "a web page of another origin sent this request");
        } else {
            logIn(context);
        }
    }

    /** Forbids use by other sites: no CORS, no framing, no caching. */
    private static void setSecurityHeaders(HttpServerResponse response) {
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("X-Frame-Options", "DENY");
        response.putHeader("Referrer-Policy", "no-referrer");
        response.putHeader("Cache-Control", "no-store");
        response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** Paths of the console may end with a slash. */
    private static boolean plain(String target) {
        return RequestTargetPolicy.isPlain(target.replaceFirst("(?<=[^/])/(?=\\?|$)", ""));
    }

    private static boolean reads(HttpServerRequest request) {
        return request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    }

    private void logIn(RoutingContext context) {
        List<String> presented = context.request().headers().getAll("Authorization");
        String address = context.request().remoteAddress().hostAddress();
        if (presented.size() != 1) {
            challenge(context);
        } else if (token.matches(presented.get(0))
                || operator.filter(login -> login.remembers(presented.get(0))).isPresent()) {
            context.next();
        } else if (failures.tooMany(address)) {
            context.response().putHeader("Retry-After", FailedLogins.PAUSE.toSeconds() + "");
            ProblemAnswer.send(context, 429, "too_many_logins", "too many wrong logins; wait a minute");
        } else {
            check(context, presented.get(0), address);
        }
    }

    /** Checks the password off the event loop, because it is slow by design; the request is paused meanwhile. */
    private void check(RoutingContext context, String authorization, String address) {
        if (operator.isEmpty() || !OperatorLogin.isBasic(authorization)) {
            failures.record(address);
            challenge(context);
            return;
        }
        HttpServerRequest request = context.request().pause();
        context.vertx()
                .executeBlocking(() -> operator.get().verify(authorization), true)
                .onComplete(checked -> {
                    request.resume();
                    if (checked.succeeded() && checked.result()) {
                        context.next();
                    } else {
                        failures.record(address);
                        challenge(context);
                    }
                });
    }

    private void challenge(RoutingContext context) {
        context.response()
                .putHeader(
                        "WWW-Authenticate",
                        operator.isPresent() ? "Basic realm=\"Tollgate operators\", charset=\"UTF-8\"" : "Bearer");
        ProblemAnswer.send(context, 401, "login_required", "log in as the operator of the gateway");
    }
}
