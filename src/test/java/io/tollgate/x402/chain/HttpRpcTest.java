package io.tollgate.x402.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tollgate.TestGateway;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node is a foreign server: it may answer anything, at any length, or redirect. */
class HttpRpcTest {
    private static final Network NETWORK = new Networks().find("base-sepolia").orElseThrow();

    private final AtomicInteger elsewhere = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private Chains chains;

    private interface Answer {
        void to(HttpExchange exchange, String id) throws IOException;
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Thread::startVirtualThread);
        server.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            exchange.close();
        });
        server.start();
        chains = new Chains(Map.of(NETWORK, URI.create(url("/rpc"))), Duration.ofSeconds(2));
    }

    @AfterEach
    void stop() {
        over.countDown();
        chains.close();
        server.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Node answering(Answer answer) {
        server.createContext("/rpc", exchange -> {
            String id = TestGateway.JSON
                    .readTree(exchange.getRequestBody().readAllBytes())
                    .path("id")
                    .asText();
            answer.to(exchange, id);
            exchange.close();
        });
        return chains.node(NETWORK).orElseThrow();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Test
    void anAnswerIsRead() throws IOException {
        Node node = answering((exchange, id) -> send(exchange, 200, "{\"id\":" + id + ",\"result\":\"0x14a34\"}"));

        assertThat(node.chainId()).isEqualTo(84532);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "<html>",
                "{\"result\":\"0x14a34\"}",
                "{\"id\":7777777,\"result\":\"0x14a34\"}",
                "{\"id\":ID}",
                "{\"id\":ID,\"result\":null}",
                "{\"id\":ID,\"result\":\"many\"}",
                "{\"id\":ID,\"result\":{\"a\":1}}",
                "{\"id\":ID,\"result\":\"0x10000000000000000000\"}"
            })
    void whatIsNoAnswerIsNotTakenForOne(String body) {
        Node node = answering((exchange, id) -> send(exchange, 200, body.replace("ID", id)));

        assertThatThrownBy(node::chainId).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 500})
    void aRefusalIsReadWhateverItsStatusAndWhateverItSays(int status) {
        Node node = answering(
                (exchange, id) -> send(
                        exchange,
                        status,
                        "{\"id\":" + id
                                + ",\"error\":{\"code\":3,\"message\":\"execution reverted\\u0000: no\",\"data\":{\"a\":[1]}}}"));

        assertThatThrownBy(node::chainId)
                .isInstanceOfSatisfying(
                        RpcError.class, error -> assertThat(error.reverted()).isTrue())
                .hasMessage("execution reverted?: no");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void nobodyIsFollowedElsewhere(int status) {
        Node node = answering((exchange, id) -> {
            exchange.getResponseHeaders().set("Location", url("/elsewhere"));
            exchange.sendResponseHeaders(status, -1);
        });

        assertThatThrownBy(node::chainId).isInstanceOf(IOException.class).hasMessageContaining("HTTP " + status);
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() {
        Node node = answering((exchange, id) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[1 << 20];
            for (int index = 0; index < 64; index++) {
                exchange.getResponseBody().write(block);
            }
        });

        assertThatThrownBy(node::chainId).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerThatDripsIsNotWaitedForLongerThanASilentOne() {
        Node node = answering((exchange, id) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(node::chainId)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not answer within 2000 ms");
    }
}
