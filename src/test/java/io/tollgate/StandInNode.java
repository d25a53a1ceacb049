package io.tollgate;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tollgate.x402.money.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A node of Base Sepolia that knows only which accounts are smart wallets and which signatures they accept (EIP-1271).
 */
public final class StandInNode implements AutoCloseable {
    private static final String DOMAIN = "0x71f17a3b2ff373b803d70a5a07c046c1a2bc8e89c09ef722fcb047abe94c9818";
    private static final String YES = "0x1626ba7e" + "0".repeat(56);
    private static final String NO = "0xffffffff" + "0".repeat(56);

    private final HttpServer server;
    private final Set<String> wallets = ConcurrentHashMap.newKeySet();
    private final Set<String> signatures = ConcurrentHashMap.newKeySet();
    private final AtomicInteger codeRequests = new AtomicInteger();

    public StandInNode() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Makes this address a contract. */
    public StandInNode addWallet(Address address) {
        wallets.add(address.lowerCase());
        return this;
    }

    /** Makes the wallets accept this signature, in hex with 0x. */
    public StandInNode acceptSignature(String signature) {
        signatures.add(signature.substring(2).toLowerCase(Locale.ROOT));
        return this;
    }

    /** The number of {@code eth_getCode} calls. */
    public int codeRequests() {
        return codeRequests.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode call = TestGateway.JSON.readTree(exchange.getRequestBody());
            JsonNode params = call.path("params");
            String result = switch (call.path("method").asText()) {
                case "eth_chainId" -> "0x14a34";
                case "eth_getCode" -> {
                    codeRequests.incrementAndGet();
                    yield wallets.contains(params.path(0).asText().toLowerCase(Locale.ROOT)) ? "0x6001" : "0x";
                }
                case "eth_call" -> answerCall(params.path(0));
                default -> "0x0";
            };
            byte[] body = ("{\"jsonrpc\":\"2.0\",\"id\":" + call.path("id") + ",\"result\":\"" + result + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String answerCall(JsonNode call) {
        if (!wallets.contains(call.path("to").asText().toLowerCase(Locale.ROOT))) {
            return DOMAIN;
        }
        String data = call.has("data")
                ? call.path("data").asText()
                : call.path("input").asText();
        // selector, digest, offset, length of the signature, the signature itself
        int length = Integer.parseInt(data.substring(2 + 8 + 128, 2 + 8 + 192), 16);
        String signature = data.substring(2 + 8 + 192, 2 + 8 + 192 + 2 * length);
        return signatures.contains(signature.toLowerCase(Locale.ROOT)) ? YES : NO;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
