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
 * The public HTTP server, on which Camel's platform-http routes are mounted. It is ours and not Camel's own because
 * the decoder, the limits and the door stand in front of every route, and none of them is a setting there.
 */
public final class GatewayServer implements AutoCloseable {
    private final Vertx vertx;
    private final HttpServer server;
    private volatile Router router;
    private volatile boolean open;

    private GatewayServer(String host, int port) throws IOException {
        // nothing is served from files, so that it needs no folder for copies of them either
        VertxOptions options = new VertxOptions()
                .setMaxWorkerExecuteTime(7)
                .setMaxWorkerExecuteTimeUnit(TimeUnit.DAYS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        // only the internal builder takes a factory of executors
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
        Router made = Router.router(vertx);
        made.route().order(Integer.MIN_VALUE).handler(new EdgeFilter(() -> open));
        ProblemAnswer.onErrorsOf(made);
        return made;
    }

    /**
     * Starts to listen; every path answers 503 until {@link #open()}.
     *
     * @param port 0 for any free one
     * @throws IOException when the address is taken; its message is fit to be shown to the operator
     */
    public static GatewayServer listen(String host, int port) throws IOException {
        return new GatewayServer(host, port);
    }

    /** Makes this server the one that platform-http endpoints of the context are served by. */
    public void mount(CamelContext context) {
        prepare(context).run();
    }

    /**
     * Makes ready what platform-http endpoints of the context are served by, beside what serves now.
     *
     * @return what has new requests go there; those in flight end where they began
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

    /** What other ports of this gateway run on; it ends with {@link #close()}. */
    public Vertx vertx() {
        return vertx;
    }

    public int port() {
        return server.actualPort();
    }

    public void open() {
        open = true;
    }

    /** Refuses new work; answers in flight go on. */
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
