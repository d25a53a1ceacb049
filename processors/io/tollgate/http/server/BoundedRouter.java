package io.tollgate.http.server;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Gives Camel a router of the gateway. Routes that buffer their body (JSON calls of the embedded services) accept at most
 * {@value #MAX_BODY} bytes; routes that stream set {@code useBodyHandler=false} and have their own limit.
 */
public final class BoundedRouter extends VertxPlatformHttpRouter {
    private static final long MAX_BODY = 64 * 1024;

    private BoundedRouter(Vertx vertx, Router router, String name, String type) {
        super(null, vertx, router, name, type);
    }

    /** The router of the public port. */
    static BoundedRouter main(Vertx vertx, Router router, String name) {
        return new BoundedRouter(vertx, router, name, SERVER_TYPE_SERVER);
    }

    /** The router of the management port. */
    public static BoundedRouter management(Vertx vertx, Router router, String name) {
        return new BoundedRouter(vertx, router, name, SERVER_TYPE_MANAGEMENT);
    }

    @Override
    public Handler<RoutingContext> bodyHandler() {
        return BodyHandler.create(false).setBodyLimit(MAX_BODY);
    }
}
