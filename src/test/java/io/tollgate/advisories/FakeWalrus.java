package io.tollgate.advisories;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A publisher and aggregator that redirects its callers on demand, and counts who follows. Otherwise it stores any blob
 * and returns the letter x as often as the blob was long.
 */
final class FakeWalrus implements AutoCloseable {
    final AtomicInteger callsElsewhere = new AtomicInteger();
    final AtomicLong sent = new AtomicLong();
    final CompletableFuture<Throwable> broken = new CompletableFuture<>();
    volatile boolean redirectsWrites;
    volatile boolean redirectsReads;

    private static final String ID = "x".repeat(42) + "A";

    private final HttpServer server;
    private volatile long stored;

    FakeWalrus() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/walrus/v1/blobs", this::serve);
        server.createContext("/", exchange -> {
            callsElsewhere.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/walrus";
    }

    String redirectTarget() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/elsewhere";
    }

    private void serve(HttpExchange exchange) throws IOException {
        boolean writes = exchange.getRequestMethod().equals("PUT");
        if (writes ? redirectsWrites : redirectsReads) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Location", redirectTarget());
            exchange.sendResponseHeaders(writes ? 307 : 302, -1);
            exchange.close();
        } else if (writes) {
            stored = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            byte[] answer = ("{\"alreadyCertified\":{\"blobId\":\"" + ID + "\",\"endEpoch\":99}}").getBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        } else {
            read(exchange);
        }
    }

    private void read(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        long wanted = range == null ? stored : length(range);
        if (range != null) {
            exchange.getResponseHeaders().add("Content-Range", range.replace('=', ' ') + "/" + stored);
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, wanted == 0 ? -1 : wanted);
        byte[] chunk = "x".repeat(16 * 1024).getBytes();
        sent.set(0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (sent.get() < wanted) {
                int length = (int) Math.min(chunk.length, wanted - sent.get());
                out.write(chunk, 0, length);
                sent.addAndGet(length);
            }
        } catch (IOException e) {
            if (sent.get() > 1_000_000) {
                broken.complete(e);
            }
            throw e;
        }
    }

    private static long length(String range) {
        String[] ends = range.substring("bytes=".length()).split("-");
        return Long.parseLong(ends[1]) - Long.parseLong(ends[0]) + 1;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
