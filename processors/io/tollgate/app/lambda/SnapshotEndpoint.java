package io.tollgate.app.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on the port while the server is not started. It reports healthy, so that the snapshot is taken, and receives the
 * hook after a restore. Its answer to the hook waits for the secrets; when they cannot be loaded, the restore fails.
 */
final class SnapshotEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotEndpoint.class);
    private static final int OK = 200;
    private static final int FAILED = 500;
    private static final int NOT_FOUND = 404;

    private final HttpServer server;
    private final BlockingQueue<Restore> restores = new LinkedBlockingQueue<>();

    /** A hook call that waits for its answer. */
    private record Restore(CompletableFuture<Boolean> ready) {}

    /** Work between a restore and the first request. */
    @FunctionalInterface
    interface Preparation<T> {
        T prepare() throws Exception;
    }

    SnapshotEndpoint(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, NOT_FOUND));
        server.createContext("/health", exchange -> answer(exchange, OK));
        server.createContext("/snapshot/before", exchange -> answer(exchange, OK));
        server.createContext("/snapshot/after", this::afterRestore);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Waits for a restore, prepares, completes the restore, and returns the prepared value. */
    <T> T awaitRestore(Preparation<T> preparation) throws InterruptedException {
        while (true) {
            Restore restore = restores.take();
            try {
                T prepared = preparation.prepare();
                restore.ready().complete(true);
                return prepared;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                LOG.error("could not load the secrets after a SnapStart restore", e);
                restore.ready().complete(false);
            }
        }
    }

    private void afterRestore(HttpExchange exchange) throws IOException {
        Restore restore = new Restore(new CompletableFuture<>());
        restores.add(restore);
        boolean ready =
                restore.ready().completeOnTimeout(false, 9, TimeUnit.SECONDS).join();
        answer(exchange, ready ? OK : FAILED);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** Finishes requests in flight and closes the port. */
    @Override
    public void close() {
        server.stop(1);
    }
}
