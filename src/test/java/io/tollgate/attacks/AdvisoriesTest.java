package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.RawHttp;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The advisories of SECURITY.md against a running gateway. A second server counts the calls an attacker tries to cause. */
class AdvisoriesTest {
    private static final byte[] FILE = "bytes that are for sale".getBytes(StandardCharsets.UTF_8);
    private static final String CANARY = "canary-5f2c";
    private static final String PLACEHOLDER = "{{sys:tollgate.test.canary}}";

    private static TestGateway testGateway;
    private static TestGateway.Sold sold;

    private RedirectTarget attackerServer;

    @BeforeAll
    static void start() {
        System.setProperty("tollgate.test.canary", CANARY);
        testGateway = TestGateway.start();
        sold = testGateway.upload(FILE, TestGateway.PRICE);
    }

    @AfterAll
    static void stop() {
        testGateway.close();
        System.clearProperty("tollgate.test.canary");
    }

    @BeforeEach
    void startAttackerServer() throws IOException {
        attackerServer = RedirectTarget.counting();
    }

    @AfterEach
    void stopAttackerServer() {
        attackerServer.close();
    }

    /** CVE-2025-27636, CVE-2026-78164, CVE-2026-85312. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelHttpUri",
                "CAmelHttpUri",
                "camelhttpuri",
                "CamelRestHttpUri",
                "CamelHttpPath",
                "CamelHttpQuery",
                "CamelHttpMethod",
                "CamelHttpResponseCode",
                "CamelHttpRawQuery",
                "blobId",
                "Long-Running-Action",
                "tollgate.facilitator.url",
            })
    void aCamelControlHeaderHasNoEffect(String header) {
        TestPayer payer = new TestPayer(testGateway.buyer());
        String payment = TestPayer.encode(payer.v2(testGateway.get(sold.downloadUrl())));

        HttpResponse<byte[]> answer =
                testGateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment, header, attackerServer.url());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(FILE);
        assertThat(attackerServer.calls()).isZero();
    }

    /** CVE-2025-29891. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelHttpUri",
                "CAmelHttpUri",
                "CamelRestHttpUri",
                "CamelHttpPath",
                "CamelHttpMethod",
                "CamelHttpResponseCode",
                "blobId",
            })
    void aCamelControlQueryParameterHasNoEffect(String parameter) {
        TestPayer payer = new TestPayer(testGateway.buyer());
        URI url = URI.create(sold.downloadUrl() + "?" + parameter + "=" + encoded(attackerServer.url()));
        String payment = TestPayer.encode(payer.v2(testGateway.get(url)));

        HttpResponse<byte[]> answer = testGateway.get(url, "PAYMENT-SIGNATURE", payment);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(FILE);
        assertThat(attackerServer.calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-PAYMENT", "PAYMENT-SIGNATURE", "x-payment"})
    void aPaymentInTheQueryIsIgnored(String header) {
        TestPayer payer = new TestPayer(testGateway.buyer());
        String payment = TestPayer.encode(payer.v2(testGateway.get(sold.downloadUrl())));
        long before = testGateway.balance(payer.address());

        HttpResponse<byte[]> answer =
                testGateway.get(URI.create(sold.downloadUrl() + "?" + header + "=" + encoded(payment)));

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(testGateway.balance(payer.address())).isEqualTo(before);
    }

    /** CVE-2026-78164: text from a client is repeated unchanged or not at all. */
    @Test
    void aPlaceholderInARequestIsNeverResolved() {
        HttpResponse<byte[]> uploaded = testGateway.send(HttpRequest.newBuilder(testGateway.url(
                        "/upload?price=0.01&name=" + encoded(PLACEHOLDER) + "&title=" + encoded(PLACEHOLDER)))
                .header("Content-Type", "text/plain; name=" + PLACEHOLDER)
                .header("User-Agent", PLACEHOLDER)
                .PUT(BodyPublishers.ofString("another file"))
                .build());
        URI url = URI.create(TestGateway.json(uploaded).path("downloadUrl").asText());
        HttpResponse<byte[]> challenge = testGateway.get(url, "User-Agent", PLACEHOLDER, "Accept", PLACEHOLDER);
        var payment = new TestPayer(testGateway.buyer()).v2(challenge);
        payment.put("note", PLACEHOLDER);

        HttpResponse<byte[]> purchase =
                testGateway.get(url, "PAYMENT-SIGNATURE", TestPayer.encode(payment), "Range", PLACEHOLDER);
        payment.put("scheme", PLACEHOLDER).withObject("/accepted").put("network", PLACEHOLDER);
        HttpResponse<byte[]> refused = testGateway.get(url, "PAYMENT-SIGNATURE", TestPayer.encode(payment));

        assertThat(TestPayer.terms(challenge).at("/resource/description").asText())
                .isEqualTo(PLACEHOLDER);
        assertThat(purchase.statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(402);
        for (HttpResponse<byte[]> answer : List.of(uploaded, challenge, purchase, refused)) {
            assertThat(everything(answer)).doesNotContain(CANARY);
        }
    }

    /** CVE-2026-84176. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "OPTIONS"})
    void anyOriginMayReadButNeverWithCredentials(String method) {
        HttpResponse<byte[]> answer = testGateway.send(HttpRequest.newBuilder(sold.downloadUrl())
                .method(method, BodyPublishers.noBody())
                .header("Origin", "https://elsewhere.example")
                .build());

        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-credentials");
    }

    /** CVE-2026-85316: the gateway is not an open proxy. */
    @ParameterizedTest
    @ValueSource(strings = {"GET THERE HTTP/1.1", "GET THEREdownload/x HTTP/1.1", "CONNECT HOST HTTP/1.1"})
    void aRequestTargetThatNamesAHostIsRefused(String line) {
        String host = URI.create(attackerServer.url()).getAuthority();
        String first = line.replace("THERE", attackerServer.url()).replace("HOST", host);

        RawHttp.Answer answer =
                RawHttp.send(testGateway.port(), first + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isIn(400, 404);
        assertThat(attackerServer.calls()).isZero();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Head and body of an answer, and the decoded base64 headers. */
    private static String everything(HttpResponse<byte[]> answer) {
        StringBuilder all = new StringBuilder(new String(answer.body(), StandardCharsets.UTF_8));
        answer.headers().map().forEach((name, values) -> {
            all.append('\n').append(name).append(": ").append(values);
            if (name.startsWith("payment-") || name.startsWith("x-payment-")) {
                values.forEach(
                        value -> all.append(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
            }
        });
        return all.toString();
    }
}
