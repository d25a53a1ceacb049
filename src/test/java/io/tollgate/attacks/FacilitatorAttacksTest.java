package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.x402.protocol.Receipt;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R17, R18, R19: a facilitator that answers falsely, stalls, fails or redirects. */
class FacilitatorAttacksTest {
    private static final byte[] CONTENT = "bytes that only a buyer may see".getBytes(StandardCharsets.UTF_8);

    private static TestGateway gateway;
    private static TestGateway.Sold sold;
    private TestPayer payer;
    private String v2;
    private String v1;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of(
                "TOLLGATE_FACILITATOR_SETTLE_TIMEOUT", "1s",
                "TOLLGATE_FACILITATOR_VERIFY_TIMEOUT", "1s"));
        sold = gateway.upload(CONTENT, TestGateway.PRICE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void createPayments() {
        payer = new TestPayer(gateway.buyer());
        HttpResponse<byte[]> challenge = gateway.get(sold.downloadUrl());
        v2 = TestPayer.encode(payer.v2(challenge));
        v1 = TestPayer.encode(payer.v1(challenge));
    }

    @AfterEach
    void clearFaults() {
        HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(gateway.url("/dev/facilitator/faults"))
                .DELETE()
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static void fault(String call, String kind) {
        gateway.facilitatorFault("{\"call\":\"" + call + "\",\"kind\":\"" + kind + "\"}");
    }

    private HttpResponse<byte[]> pay() {
        return gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", v2);
    }

    private int transfers() {
        return gateway.account(payer.address()).path("transfers").asInt();
    }

    private static void assertNoContent(HttpResponse<byte[]> answer) {
        assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1)).doesNotContain("only a buyer");
        assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
    }

    private static JsonNode receipt(HttpResponse<byte[]> answer, String header) {
        return Receipt.parse(answer.headers().firstValue(header).orElseThrow()).orElseThrow();
    }

    private static void assertUnknown(HttpResponse<byte[]> answer, String header) {
        assertNoContent(answer);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo("settlement_unknown");
        assertThat(TestGateway.json(answer).has("accepts")).isFalse();
        assertThat(receipt(answer, header).path("success").booleanValue()).isFalse();
        assertThat(receipt(answer, header).path("errorReason").asText()).isEqualTo("settlement_pending");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status-500",
                "hang",
                "garbage",
                "html",
                "success-string",
                "no-transaction",
                "other-network",
                "settle-then-500",
                "settle-then-hang",
                "pending",
                "redirect"
            })
    void r17r18AnUnknownSettlementDeliversNothingAndTheSamePaymentDeliversLater(String kind) {
        fault("settle", kind);

        HttpResponse<byte[]> unknown = pay();
        HttpResponse<byte[]> stillUnknown = pay();
        clearFaults();
        HttpResponse<byte[]> served = pay();

        assertUnknown(unknown, "PAYMENT-RESPONSE");
        assertUnknown(stillUnknown, "PAYMENT-RESPONSE");
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.body()).isEqualTo(CONTENT);
        assertThat(receipt(served, "PAYMENT-RESPONSE").path("success").booleanValue())
                .isTrue();
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r17AnUnknownV1SettlementHasAV1Receipt() {
        fault("settle", "status-500");

        HttpResponse<byte[]> unknown = gateway.get(sold.downloadUrl(), "X-PAYMENT", v1);
        clearFaults();
        HttpResponse<byte[]> served = gateway.get(sold.downloadUrl(), "X-PAYMENT", v1);

        assertUnknown(unknown, "X-PAYMENT-RESPONSE");
        assertThat(served.body()).isEqualTo(CONTENT);
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r17APendingSettlementNamesItsTransaction() {
        fault("settle", "pending");

        HttpResponse<byte[]> pending = pay();

        assertThat(receipt(pending, "PAYMENT-RESPONSE").path("transaction").asText())
                .matches("0x[0-9a-f]{64}");
    }

    @Test
    void r17ARejectedSettlementAnswersWithFreshTerms() {
        fault("settle", "rejected");

        HttpResponse<byte[]> refused = pay();

        assertNoContent(refused);
        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(TestPayer.terms(refused).path("accepts")).hasSize(1);
        assertThat(TestPayer.terms(refused).path("error").asText()).isEqualTo("insufficient_funds");
        JsonNode receipt = receipt(refused, "PAYMENT-RESPONSE");
        assertThat(receipt.path("success").booleanValue()).isFalse();
        assertThat(receipt.path("errorReason").asText()).isEqualTo("insufficient_funds");
        assertThat(transfers()).isZero();
    }

    @Test
    void r17AfterARejectionAPaymentForTheFreshTermsBuys() {
        fault("settle", "rejected");
        HttpResponse<byte[]> refused = pay();
        clearFaults();

        HttpResponse<byte[]> served =
                gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payer.v2(refused)));

        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.body()).isEqualTo(CONTENT);
        assertThat(transfers()).isEqualTo(1);
    }

    /** The facilitator denies a transfer after an attempt whose outcome is unknown, so the denial does not count. */
    @Test
    void r17ARejectionAfterAnUnknownSettlementStaysUnknown() {
        fault("settle", "settle-then-500");
        HttpResponse<byte[]> unknown = pay();
        clearFaults();
        fault("settle", "rejected");
        HttpResponse<byte[]> rejected = pay();
        clearFaults();

        HttpResponse<byte[]> served = pay();

        assertUnknown(unknown, "PAYMENT-RESPONSE");
        assertUnknown(rejected, "PAYMENT-RESPONSE");
        assertThat(served.body()).isEqualTo(CONTENT);
        assertThat(transfers()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status-500", "hang", "garbage", "html", "success-string", "redirect"})
    void r17WithoutAVerificationNothingIsChargedAndTheSamePaymentBuysLater(String kind) {
        fault("verify", kind);

        HttpResponse<byte[]> unknown = pay();
        int charged = transfers();
        clearFaults();
        HttpResponse<byte[]> served = pay();

        assertNoContent(unknown);
        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(unknown.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
        assertThat(unknown.headers().firstValue("Retry-After")).isPresent();
        assertThat(charged).isZero();
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.body()).isEqualTo(CONTENT);
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r17AnInvalidPaymentIsNotSettled() {
        fault("verify", "rejected");

        HttpResponse<byte[]> refused = pay();

        assertNoContent(refused);
        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(transfers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "settle"})
    void r19ARedirectIsNotFollowed(String call) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        HttpServer otherServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        otherServer.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        otherServer.start();
        gateway.facilitatorFault("{\"call\":\"" + call + "\",\"kind\":\"redirect\",\"location\":\"http://127.0.0.1:"
                + otherServer.getAddress().getPort() + "/" + call + "\"}");

        HttpResponse<byte[]> answer = pay();
        otherServer.stop(0);

        assertNoContent(answer);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(calls).hasValue(0);
        assertThat(transfers()).isZero();
    }
}
