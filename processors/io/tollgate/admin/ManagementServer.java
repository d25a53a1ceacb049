package io.tollgate.admin;

import io.tollgate.http.server.BoundedRouter;
import io.tollgate.http.server.ProblemAnswer;
import io.tollgate.http.server.StrictListener;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * The HTTP server of the management port: guard, probes, metrics, and what routes and the console mount. Probes and
 * metrics are not Camel routes, because they must answer while routes start and drain.
 */
public final class ManagementServer implements AutoCloseable {
    private static final String JSON = "application/json";

    private final Vertx vertx;
    private final ManagementGuard guard;
    private final List<Consumer<Router>> permanent = new ArrayList<>();
    private final HttpServer server;
    private volatile Router router;

    private ManagementServer(Vertx vertx, ManagementGuard guard, String host, int port) throws IOException {
        this.vertx = vertx;
        this.guard = guard;
        router = guardedRouter();
        server = StrictListener.listen(vertx, request -> router.handle(request), host, port);
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @throws IOException when the address is taken; its message is for the operator
     */
    static ManagementServer listen(Vertx vertx, ManagementGuard guard, String host, int port) throws IOException {
        return new ManagementServer(vertx, guard, host, port);
    }

    private Router guardedRouter() {
        Router created = Router.router(vertx);
        created.route().order(Integer.MIN_VALUE).handler(guard);
        ProblemAnswer.onErrorsOf(created);
        return created;
    }

    /** Mounts handlers that do not depend on routes. */
    private void mountAlways(Consumer<Router> part) {
        permanent.add(part);
        part.accept(router);
    }

    void serveProbes(Health health, Supplier<String> metrics) {
        mountAlways(created -> {
            get(created, ManagementGuard.LIVE, context -> report(context, health.live()));
            get(created, ManagementGuard.READY, context -> report(context, health.ready()));
            get(created, ManagementGuard.HEALTH, context -> report(context, health.ready()));
            get(
                    created,
                    ManagementGuard.METRICS,
                    context -> context.response()
                            .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                            .end(metrics.get()));
        });
    }

    /** Checks and gauges may query the database, so they do not run on the event loop. */
    private static void get(Router created, String path, Handler<RoutingContext> handler) {
        created.get(path).blockingHandler(handler, false);
        created.head(path).blockingHandler(handler, false);
    }

    private static void report(RoutingContext context, Health.Report report) {
        context.response()
                .setStatusCode(report.up() ? 200 : 503)
                .putHeader("Content-Type", JSON)
                .end(Buffer.buffer(report.json()));
    }

    /**
     * Prepares the {@code management:} endpoints of a context.
     *
     * @return switches new requests to this context
     */
    Runnable prepare(CamelContext context, HeaderFilterStrategy headers) {
        Router next = guardedRouter();
        permanent.forEach(part -> part.accept(next));
        context.getRegistry()
                .bind(ManagementComponent.ROUTER, BoundedRouter.management(vertx, next, ManagementComponent.ROUTER));
        context.addComponent(ManagementComponent.SCHEME, ManagementComponent.create(port(), headers));
        return () -> router = next;
    }

    /** Mounts the console. */
    HawtioConsole console() {
        HawtioConsole console = new HawtioConsole();
        mountAlways(console::mount);
        return console;
    }

    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        try {
            server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("the management server did not stop", e);
        }
    }
}
