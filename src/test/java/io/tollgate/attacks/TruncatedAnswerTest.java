package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** R17: a facilitator whose answer ends before its Content-Length. */
class TruncatedAnswerTest {
    private static final byte[] CONTENT = "bytes that only a buyer may see".getBytes(StandardCharsets.UTF_8);
    private static final String SETTLED =
            "{\"success\":true,\"network\":\"eip155:84532\",\"transaction\":\"0x" + "ab".repeat(32) + "\"}";

    private final AtomicInteger settlements = new AtomicInteger();

    private static void answer(HttpExchange exchange, String body, int missing) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length + missing);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    @Test
    void r17ATruncatedSettlementAnswerIsUnknownAndTheSamePaymentMayBeSentAtOnce() throws Exception {
        HttpServer facilitator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        facilitator.createContext("/verify", exchange -> answer(exchange, "{\"isValid\":true}", 0));
        facilitator.createContext(
                "/settle", exchange -> answer(exchange, SETTLED, settlements.incrementAndGet() == 1 ? 50 : 0));
        facilitator.start();
        String url = "http://127.0.0.1:" + facilitator.getAddress().getPort();
        try (TestGateway gateway = TestGateway.start(Map.of("FACILITATOR_URL", url))) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
            String payment = TestPayer.encode(new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl())));

            HttpResponse<byte[]> unknown = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);
            HttpResponse<byte[]> served = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);

            assertThat(unknown.statusCode()).isEqualTo(503);
            assertThat(TestGateway.json(unknown).path("code").asText()).isEqualTo("settlement_unknown");
            assertThat(unknown.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
            assertThat(unknown.headers().firstValue("PAYMENT-RESPONSE")).isPresent();
            assertThat(served.statusCode()).isEqualTo(200);
            assertThat(served.body()).isEqualTo(CONTENT);
            assertThat(settlements).hasValue(2);
        } finally {
            facilitator.stop(0);
        }
    }
}
