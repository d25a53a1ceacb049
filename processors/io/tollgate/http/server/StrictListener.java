package io.tollgate.http.server;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Opens the HTTP server of a port: bounded heads, HTTP/1.1 only, and no ambiguous framing. */
public final class StrictListener {
    /** Bytes of the longest request head; a longer one is answered 431. A payment header is at most half of it. */
    static final int MAX_HEAD = 16 * 1024;

    /** Longer than any call to an upstream, during which the client receives nothing. */
    private static final int IDLE_SECONDS = 360;

    private StrictListener() {}

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @throws IOException when the address is taken; its message is for the operator
     */
    public static HttpServer listen(Vertx vertx, Handler<HttpServerRequest> handler, String host, int port)
            throws IOException {
        HttpServerOptions options = options();
        HttpServer server = vertx.createHttpServer(options)
                .connectionHandler(connection -> guard(connection, options))
                .requestHandler(handler);
        try {
            return server.listen(port, host)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException(
                    "cannot listen on " + host + ":" + port + ": "
                            + e.getCause().getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting to listen", e);
        }
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
}
