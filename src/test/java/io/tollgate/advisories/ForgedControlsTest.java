package io.tollgate.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.tollgate.RawHttp;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.upload.Form;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Control headers of Camel in requests are ignored: CVE-2025-27636, CVE-2025-29891, CVE-2026-78164, -84176, -85316. */
class ForgedControlsTest {
    private static final byte[] CONTENT = "bytes that only a buyer may see".getBytes(StandardCharsets.UTF_8);
    private static final List<String> PLACEHOLDERS = List.of("{{env:PATH}}", "{{tollgate.kek}}", "${env:PATH}");

    private static final AtomicInteger CALLS = new AtomicInteger();
    private static TestGateway gateway;
    private static TestGateway.Sold sold;
    private static HttpServer canary;

    @BeforeAll
    static void start() throws Exception {
        canary = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        canary.createContext("/", exchange -> {
            CALLS.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        canary.start();
        gateway = TestGateway.start();
        sold = gateway.upload(CONTENT, TestGateway.PRICE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        canary.stop(0);
    }

    @AfterEach
    void noClientWasRedirected() {
        assertThat(CALLS).hasValue(0);
    }

    private static String attackerUrl() {
        return "http://127.0.0.1:" + canary.getAddress().getPort() + "/";
    }

    private static void assertNothingResolved(String answer) {
        assertThat(answer).doesNotContain(System.getenv("PATH")).doesNotContain("kek.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CAmelHttpUri",
                "CamelHttpUri",
                "camelhttpuri",
                "CamelRestHttpUri",
                "CAMELHTTPPATH",
                "CamelHttpQuery",
                "CamelHttpHost",
                "CamelHttpBaseUri",
                "CamelBeanMethodName",
                "CamelToEndpoint",
                "Long-Running-Action"
            })
    void aForgedControlChangesNeitherATermNorASaleNorAnUpload(String name) {
        String query = "?" + name + "=" + URLEncoder.encode(attackerUrl(), StandardCharsets.UTF_8);
        TestPayer payer = new TestPayer(gateway.buyer());
        HttpResponse<byte[]> challenge = gateway.get(URI.create(sold.downloadUrl() + query), name, attackerUrl());

        HttpResponse<byte[]> served = gateway.get(
                URI.create(sold.downloadUrl() + query),
                name,
                attackerUrl(),
                "PAYMENT-SIGNATURE",
                TestPayer.encode(payer.v2(challenge)));
        RawHttp.Answer upload = RawHttp.send(
                gateway.port(),
                "PUT /upload?price=0 HTTP/1.1\r\nHost: x\r\n" + name + ": " + attackerUrl()
                        + "\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc");

        assertThat(challenge.statusCode()).isEqualTo(402);
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.body()).isEqualTo(CONTENT);
        assertThat(upload.status()).isEqualTo(200);
        assertThat(served.headers().firstValue(name)).isEmpty();
        assertThat(upload.text()).doesNotContain(attackerUrl());
    }

    @Test
    void aPaymentInTheQueryIsIgnored() {
        TestPayer payer = new TestPayer(gateway.buyer());
        String payment = TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl())));

        HttpResponse<byte[]> answer = gateway.get(URI.create(
                sold.downloadUrl() + "?PAYMENT-SIGNATURE=" + URLEncoder.encode(payment, StandardCharsets.UTF_8)));

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(gateway.account(payer.address()).path("transfers").asInt()).isZero();
    }

    @Test
    void aPlaceholderInAHeaderOrTheQueryIsText() {
        for (String planted : PLACEHOLDERS) {
            for (String name : List.of("CamelHttpUri", "Accept", "User-Agent", "Range", "If-None-Match", "X-PAYMENT")) {
                RawHttp.Answer answer = RawHttp.get(
                        gateway.port(),
                        sold.downloadUrl().getPath() + "?x=" + URLEncoder.encode(planted, StandardCharsets.UTF_8),
                        name + ": " + planted);

                assertThat(answer.status()).isIn(400, 402);
                assertNothingResolved(answer.text());
            }
        }
    }

    @Test
    void aPlaceholderInAPaymentIsText() {
        for (String planted : PLACEHOLDERS) {
            for (String pointer : List.of(
                    "/accepted/extra/note",
                    "/accepted/network",
                    "/accepted/payTo",
                    "/resource/url",
                    "/resource/description",
                    "/payload/signature",
                    "/payload/authorization/nonce")) {
                TestPayer payer = new TestPayer(gateway.buyer());
                ObjectNode payment = payer.v2(gateway.get(sold.downloadUrl()));
                int last = pointer.lastIndexOf('/');
                ((ObjectNode) payment.at(pointer.substring(0, last))).put(pointer.substring(last + 1), planted);

                HttpResponse<byte[]> answer =
                        gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payment));

                assertNothingResolved(new String(answer.body(), StandardCharsets.UTF_8) + answer.headers());
                assertThat(answer.statusCode()).isIn(200, 400, 402);
            }
        }
    }

    @Test
    void aPlaceholderInAnUploadIsText() {
        for (String planted : PLACEHOLDERS) {
            HttpResponse<byte[]> upload = gateway.send(new Form()
                    .field("price", "0.01")
                    .field("title", planted)
                    .field("description", planted)
                    .file("file", planted, CONTENT)
                    .request(gateway.url("/upload")));
            assertThat(upload.statusCode()).isEqualTo(200);

            HttpResponse<byte[]> challenge = gateway.get(gateway.url(
                    "/download/" + TestGateway.json(upload).path("blobId").asText()));

            assertThat(TestPayer.terms(challenge)
                            .path("resource")
                            .path("description")
                            .asText())
                    .isEqualTo(planted);
            for (String field : List.of("price", "payTo", "numEpochs", "sendTo", "sealed", planted)) {
                HttpResponse<byte[]> refused = gateway.send(
                        new Form().field(field, planted).file(CONTENT).request(gateway.url("/upload")));

                assertThat(refused.statusCode()).isEqualTo(400);
                assertNothingResolved(new String(refused.body(), StandardCharsets.UTF_8));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health",
                "GET ITEM",
                "GET /download/x",
                "GET /nothing",
                "POST /upload",
                "OPTIONS ITEM",
                "GET /a/../b"
            })
    void anOriginIsNeverEchoedAndNeverTrustedWithCredentials(String target) {
        RawHttp.Answer answer = RawHttp.send(
                gateway.port(),
                target.replace("ITEM", sold.downloadUrl().getPath())
                        + " HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\nCookie: a=b\r\n"
                        + "Access-Control-Request-Method: GET\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(answer.text()).doesNotContain("evil.example");
        assertThat(answer.text()).doesNotContainIgnoringCase("Access-Control-Allow-Credentials");
        assertThat(answer.text()).containsOnlyOnce("ccess-Control-Allow-Origin: *");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "CONNECT", "OPTIONS"})
    void nothingIsProxied(String method) {
        RawHttp.Answer absolute = RawHttp.send(
                gateway.port(),
                method + " " + attackerUrl() + " HTTP/1.1\r\nHost: 127.0.0.1:"
                        + canary.getAddress().getPort() + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(absolute.status()).isEqualTo(400);
    }
}
