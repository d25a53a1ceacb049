package io.tollgate.http;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/**
 * The public HTTP server, on which Camel's platform-http routes are mounted. It is ours and not Camel's own because
 * the decoder, the limits and the door stand in front of every route, and none of them is a setting there.
 */
public final class GatewayServer implements AutoCloseable {
    /** Longest request head; a longer one is answered 431 before any route. A payment header is at most half of it. */
    static final int MAX_HEAD = 16 * 1024;

    /** Longer than any call behind the gateway may take, during which a client hears nothing. */
    private static final int IDLE_SECONDS = 360;

    private final Vertx vertx;
    private final HttpServer server;
    private final Router router;
    private volatile boolean open;

    private GatewayServer(String host, int port) throws IOException {
        VertxOptions options = new VertxOptions().setMaxWorkerExecuteTime(7).setMaxWorkerExecuteTimeUnit(TimeUnit.DAYS);
        // only the internal builder takes a factory of executors
        vertx = new VertxBuilder(options)
                .executorServiceFactory(new VirtualWorkers())
                .init()
                .vertx();
        router = Router.router(vertx);
        router.route().order(Integer.MIN_VALUE).handler(new Door(() -> open));
        router.errorHandler(404, context -> Door.answer(context, 404, "not_found", "nothing is here"));
        router.errorHandler(
                405, context -> Door.answer(context, 405, "method_not_allowed", "this method is not served here"));
        router.errorHandler(400, context -> Door.answer(context, 400, "bad_request", "the request is malformed"));
        router.errorHandler(500, context -> Door.answer(context, 500, "internal_error", "the gateway failed"));
        HttpServerOptions http = options();
        server = vertx.createHttpServer(http)
                .connectionHandler(connection -> guard(connection, http))
                .requestHandler(router);
        try {
            server.listen(port, host).toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            vertx.close();
            throw new IOException(
                    "cannot listen on " + host + ":" + port + ": "
                            + e.getCause().getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting to listen", e);
        }
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

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxInitialLineLength(4096)
                .setMaxHeaderSize(MAX_HEAD)
                .setMaxChunkSize(64 * 1024)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setTcpNoDelay(true);
    }

    private static void guard(HttpConnection connection, HttpServerOptions options) {
        ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
        pipeline.replace("httpDecoder", "httpDecoder", new StrictDecoder(options));
    }

    /** Makes this server the one that platform-http endpoints of the context are served by. */
    public void mount(CamelContext context) {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindPort(port());
        context.getRegistry().bind("tollgate-http-server", configuration);
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(port());
        context.getRegistry().bind(name, new BoundedRouter(vertx, router, name));
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
