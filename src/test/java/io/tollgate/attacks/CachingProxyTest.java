package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * R27: a shared cache in front of the gateway stores every response that is not marked no-store or private, with the URL
 * as the key. A paid file must not reach an unpaid request, and a refusal must not reach a buyer.
 */
class CachingProxyTest {
    private static final byte[] CONTENT = "a file that another buyer has paid for".getBytes();
    private static final List<String> FORWARDED_HEADERS =
            List.of("PAYMENT-SIGNATURE", "Tollgate-Download-Token", "Range");

    private final Map<String, HttpResponse<byte[]>> cached = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private TestGateway testGateway;
    private HttpServer cache;
    private URI url;
    private String payment;

    @BeforeEach
    void start() throws IOException {
        testGateway = TestGateway.start();
        cache = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cache.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        cache.createContext("/", this::serve);
        cache.start();
        TestGateway.Sold sold = testGateway.upload(CONTENT, TestGateway.PRICE);
        url = URI.create("http://127.0.0.1:" + cache.getAddress().getPort()
                + sold.downloadUrl().getPath());
        payment = TestPayer.encode(new TestPayer(testGateway.buyer()).v2(testGateway.get(sold.downloadUrl())));
    }

    @AfterEach
    void stop() {
        cache.stop(0);
        http.close();
        testGateway.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestURI().toString();
        try (exchange) {
            HttpResponse<byte[]> answer = cached.get(key);
            if (answer == null) {
                HttpRequest.Builder request = HttpRequest.newBuilder(testGateway.url(key));
                for (String name : FORWARDED_HEADERS) {
                    List<String> values = exchange.getRequestHeaders().getOrDefault(name, List.of());
                    values.forEach(value -> request.header(name, value));
                }
                answer = http.send(request.build(), BodyHandlers.ofByteArray());
                String control = answer.headers().firstValue("Cache-Control").orElse("");
                if (!control.contains("no-store") && !control.contains("private")) {
                    cached.put(key, answer);
                }
            }
            answer.headers()
                    .firstValue("Tollgate-Download-Token")
                    .ifPresent(token -> exchange.getResponseHeaders().set("Tollgate-Download-Token", token));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int status(String... headers) {
        return testGateway.get(url, headers).statusCode();
    }

    @Test
    void r27APaidResponseIsNotServedToAnUnpaidRequest() {
        assertThat(testGateway.get(url, "PAYMENT-SIGNATURE", payment).body()).isEqualTo(CONTENT);

        assertThat(status()).isEqualTo(402);
    }

    @Test
    void r27ARefusalIsNotServedToAPaidRequest() {
        assertThat(status()).isEqualTo(402);
        assertThat(status("PAYMENT-SIGNATURE", "nonsense")).isEqualTo(400);

        assertThat(status("PAYMENT-SIGNATURE", payment)).isEqualTo(200);
    }

    @Test
    void r27AResponseToATokenOrARangeIsNotCached() {
        HttpResponse<byte[]> sale = testGateway.get(url, "PAYMENT-SIGNATURE", payment);
        String token = sale.headers().firstValue("Tollgate-Download-Token").orElseThrow();

        assertThat(status("Tollgate-Download-Token", token)).isEqualTo(200);
        assertThat(status("Tollgate-Download-Token", token, "Range", "bytes=0-3"))
                .isEqualTo(206);

        assertThat(cached).isEmpty();
        assertThat(status()).isEqualTo(402);
    }
}
