package io.tollgate.operations;

import io.tollgate.http.BoundedRouter;
import io.tollgate.http.ProblemAnswer;
import io.tollgate.http.StrictListener;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * The operators' HTTP port: the guard first, then the probes and the metrics, then what routes and the console mount.
 * Probes and metrics are no Camel routes because they answer while those start and drain.
 */
public final class ManagementServer implements AutoCloseable {
    private static final String JSON = "application/json";

    private final Vertx vertx;
    private final Router router;
    private final HttpServer server;

    private ManagementServer(Vertx vertx, Router router, HttpServer server) {
        this.vertx = vertx;
        this.router = router;
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @throws IOException when the address is taken; its message is fit to be shown to the operator
     */
    static ManagementServer listen(Vertx vertx, ManagementGuard guard, String host, int port) throws IOException {
        Router router = Router.router(vertx);
        router.route().order(Integer.MIN_VALUE).handler(guard);
        ProblemAnswer.onErrorsOf(router);
        return new ManagementServer(vertx, router, StrictListener.listen(vertx, router, host, port));
    }

    void tell(Health health, Supplier<String> metrics) {
        get(ManagementGuard.LIVE, context -> report(context, health.live()));
        get(ManagementGuard.READY, context -> report(context, health.ready()));
        get(ManagementGuard.HEALTH, context -> report(context, health.ready()));
        get(
                ManagementGuard.METRICS,
                context -> context.response()
                        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(metrics.get()));
    }

    /** The checks and the gauges may ask the database, so none of this runs on the event loop. */
    private void get(String path, io.vertx.core.Handler<RoutingContext> handler) {
        router.get(path).blockingHandler(handler, false);
        router.head(path).blockingHandler(handler, false);
    }

    private static void report(RoutingContext context, Health.Report report) {
        context.response()
                .setStatusCode(report.up() ? 200 : 503)
                .putHeader("Content-Type", JSON)
                .end(Buffer.buffer(report.json()));
    }

    /** Serves {@code management:} endpoints of the context here. */
    void mount(CamelContext context, HeaderFilterStrategy headers) {
        context.getRegistry()
                .bind(ManagementComponent.ROUTER, BoundedRouter.management(vertx, router, ManagementComponent.ROUTER));
        context.addComponent(ManagementComponent.SCHEME, ManagementComponent.create(port(), headers));
    }

    /** Serves the console here. */
    HawtioConsole console() {
        HawtioConsole console = new HawtioConsole();
        console.mount(router);
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
