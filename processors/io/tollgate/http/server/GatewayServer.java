package io.tollgate.http.server;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/**
 * The public HTTP server, on which Camel's platform-http routes are mounted. It replaces Camel's own server, which has no
 * settings for the strict decoder, the limits and the edge filter.
 */
public final class GatewayServer implements AutoCloseable {
    private final Vertx vertx;
    private final HttpServer server;
    private volatile Router router;
    private volatile boolean open;

    private GatewayServer(String host, int port) throws IOException {
        // no files are served, so Vert.x needs no cache folder
        VertxOptions options = new VertxOptions()
                .setMaxWorkerExecuteTime(7)
                .setMaxWorkerExecuteTimeUnit(TimeUnit.DAYS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        // only the internal builder accepts an executor factory
        vertx = new VertxBuilder(options)
                .executorServiceFactory(new VirtualThreadExecutorFactory())
                .init()
                .vertx();
        router = filteredRouter();
        try {
            server = StrictListener.listen(vertx, request -> router.handle(request), host, port);
        } catch (IOException e) {
            vertx.close();
            throw e;
        }
    }

    private Router filteredRouter() {
        Router created = Router.router(vertx);
        created.route().order(Integer.MIN_VALUE).handler(new EdgeFilter(() -> open));
        ProblemAnswer.onErrorsOf(created);
        return created;
    }

    /**
     * Starts to listen; every path answers 503 until {@link #open()}.
     *
     * @param port 0 for any free one
     * @throws IOException when the address is taken; its message is for the operator
     */
    public static GatewayServer listen(String host, int port) throws IOException {
        return new GatewayServer(host, port);
    }

    /** Serves the platform-http endpoints of a context from now on. */
    public void mount(CamelContext context) {
        prepare(context).run();
    }

    /**
     * Prepares the platform-http endpoints of a context beside the one that serves now.
     *
     * @return switches new requests to this context; requests in flight end in the old one
     */
    public Runnable prepare(CamelContext context) {
        Router next = filteredRouter();
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindPort(port());
        context.getRegistry().bind("tollgate-http-server", configuration);
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(port());
        context.getRegistry().bind(name, BoundedRouter.main(vertx, next, name));
        return () -> router = next;
    }

    /** For other ports of this gateway; {@link #close()} ends it. */
    public Vertx vertx() {
        return vertx;
    }

    public int port() {
        return server.actualPort();
    }

    public void open() {
        open = true;
    }

    /** Refuses new requests; requests in flight continue. */
    public void drain() {
        open = false;
    }

    @Override
    public void close() {
        open = false;
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }
}
