package io.tollgate.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Camel's view of our router. Routes that take their body whole (JSON calls of the embedded services) take at most
 * {@value #MAX_BODY} bytes of it; routes that stream bring {@code useBodyHandler=false} and their own limit.
 */
final class BoundedRouter extends VertxPlatformHttpRouter {
    private static final long MAX_BODY = 64 * 1024;

    BoundedRouter(Vertx vertx, Router router, String name) {
        super(null, vertx, router, name, SERVER_TYPE_SERVER);
    }

    @Override
    public Handler<RoutingContext> bodyHandler() {
        return BodyHandler.create(false).setBodyLimit(MAX_BODY);
    }
}
