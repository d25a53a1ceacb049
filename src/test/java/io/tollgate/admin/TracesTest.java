package io.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Traces as a collector receives them over OTLP/HTTP. */
class TracesTest {
    private static final String TOKEN = "a-secret-download-token-00";

    private final ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> keys = new ConcurrentLinkedQueue<>();
    private HttpServer collector;

    @BeforeEach
    void collect() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            try (exchange) {
                received.add(new String(exchange.getRequestBody().readAllBytes()));
                keys.add(exchange.getRequestHeaders().getFirst("Api-Key"));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + collector.getAddress().getPort();
    }

    @Test
    void aSaleIsOneTraceThroughItsRoutesWithoutSecrets() throws IOException {
        String payment;
        try (TestGateway gateway = TestGateway.start(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", url(), "OTEL_EXPORTER_OTLP_HEADERS", "Api-Key=key-of-collector"))) {
            TestGateway.Sold sold = gateway.upload(new byte[1000], TestGateway.PRICE);
            payment = TestPayer.encode(new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl())));
            URI url = URI.create(sold.downloadUrl() + "?token=" + TOKEN);
            gateway.get(url, "PAYMENT-SIGNATURE", payment);
        }

        Awaitility.await()
                .until(() -> spans().stream().anyMatch(span -> name(span).equals("verify-settle")));
        JsonNode settled = spans().stream()
                .filter(span -> name(span).equals("verify-settle"))
                .findFirst()
                .orElseThrow();
        List<JsonNode> trace = spans().stream()
                .filter(span -> span.path("traceId").equals(settled.path("traceId")))
                .toList();
        assertThat(trace)
                .extracting(TracesTest::name)
                .contains(
                        "download", "charge", "facilitator-verify", "facilitator-settle", "deliver", "call 127.0.0.1");
        JsonNode root = trace.stream()
                .filter(span -> span.path("parentSpanId").isMissingNode())
                .findFirst()
                .orElseThrow();
        assertThat(root.path("attributes").toString()).contains("tollgate.payment", "pay_", "tollgate.item", "item_");
        assertThat(String.join("", received)).doesNotContain(TOKEN, payment, "key-of-collector");
        assertThat(keys).contains("key-of-collector");
    }

    @Test
    void aMissingCollectorDoesNotDisturbRequests() {
        collector.stop(0);
        try (TestGateway gateway = TestGateway.start(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", url()))) {
            assertThat(gateway.get(gateway.url("/health")).statusCode()).isEqualTo(200);
        }
    }

    private static String name(JsonNode span) {
        return span.path("name").asText();
    }

    private List<JsonNode> spans() throws IOException {
        List<JsonNode> spans = new ArrayList<>();
        for (String batch : received) {
            TestGateway.JSON
                    .readTree(batch)
                    .path("resourceSpans")
                    .forEach(resource -> resource.path("scopeSpans")
                            .forEach(scope -> scope.path("spans").forEach(spans::add)));
        }
        return spans;
    }
}
