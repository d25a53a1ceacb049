package io.tollgate.attacks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A proxy between a gateway and its facilitator. Counts calls, and can run an action before it forwards a settlement. */
public final class FacilitatorProxy implements AutoCloseable {
    private final HttpServer server;
    private final URI facilitator;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger verifications = new AtomicInteger();
    private final AtomicInteger settlements = new AtomicInteger();
    private final AtomicReference<Runnable> beforeSettlement = new AtomicReference<>(() -> {});

    public FacilitatorProxy(URI facilitator) throws IOException {
        this.facilitator = facilitator;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::forward);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The number of requests to /verify, answered or not. */
    public int verifications() {
        return verifications.get();
    }

    /** The number of requests to /settle, answered or not. */
    public int settlements() {
        return settlements.get();
    }

    /** Runs the action once, when the next settlement arrives and before it is forwarded. */
    public void beforeNextSettlement(Runnable action) {
        beforeSettlement.set(action);
    }

    private void forward(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.equals("/verify")) {
            verifications.incrementAndGet();
        }
        if (path.equals("/settle")) {
            settlements.incrementAndGet();
            beforeSettlement.getAndSet(() -> {}).run();
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(facilitator + path))
                .header("Content-Type", "application/json")
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
