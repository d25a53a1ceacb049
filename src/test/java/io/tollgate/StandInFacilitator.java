package io.tollgate;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A facilitator without a chain. It answers as a test configures it and records its calls. By default it accepts every
 * payment on Base Sepolia, valid or not.
 */
public final class StandInFacilitator implements AutoCloseable {
    public static final String TRANSACTION = "0x" + "5e".repeat(32);

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>(Map.of(
            "supported", json(200, supporting("eip155:84532", "base-sepolia")),
            "verify", json(200, "{\"isValid\":true}"),
            "settle",
                    json(
                            200,
                            "{\"success\":true,\"network\":\"eip155:84532\",\"transaction\":\"" + TRANSACTION
                                    + "\"}")));

    /** A recorded call: operation, path, headers and body as received. */
    public record Call(String operation, String path, Headers headers, byte[] body) {
        public JsonNode json() {
            try {
                return TestGateway.JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Writes the answer to a call. */
    public interface Answer {
        void send(HttpExchange exchange) throws IOException;
    }

    public StandInFacilitator() {
        this(0);
    }

    /** @param port 0 for a free port */
    public StandInFacilitator(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** A {@code /supported} answer that names the scheme exact on these networks, CAIP-2 in v2 and other names in v1. */
    public static String supporting(String... networks) {
        StringBuilder kinds = new StringBuilder();
        for (String network : networks) {
            kinds.append(kinds.isEmpty() ? "" : ",")
                    .append("{\"x402Version\":")
                    .append(network.contains(":") ? 2 : 1)
                    .append(",\"scheme\":\"exact\",\"network\":\"")
                    .append(network)
                    .append("\",\"extra\":{\"feePayer\":\"x\"}}");
        }
        return "{\"kinds\":[" + kinds + "],\"extensions\":[],\"signers\":{\"eip155:*\":[]}}";
    }

    public static Answer json(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Reads the request and closes the connection without an answer. */
    public static Answer hangUp() {
        return HttpExchange::close;
    }

    public StandInFacilitator on(String operation, Answer answer) {
        answers.put(operation, answer);
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            String operation = path.substring(path.lastIndexOf('/') + 1);
            calls.add(new Call(
                    operation,
                    path,
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes()));
            answers.getOrDefault(operation, json(404, "")).send(exchange);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The recorded calls of an operation, in order. */
    public List<Call> calls(String operation) {
        return calls.stream().filter(call -> call.operation().equals(operation)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
