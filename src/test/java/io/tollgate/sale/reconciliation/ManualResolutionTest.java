package io.tollgate.sale.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without a chain to ask: what a facilitator leaves open stays open, an operator sees it and can end it. */
class ManualResolutionTest {
    private static final byte[] CONTENT = "bytes that only a buyer may see".getBytes(StandardCharsets.UTF_8);
    private static final String TRANSACTION = "0x" + "ab".repeat(32);

    private static TestGateway gateway;
    private static TestGateway.Sold sold;
    private ObjectNode payment;
    private String paymentId;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(
                Map.of("TOLLGATE_RECONCILE", "facilitator-only", "TOLLGATE_RECONCILE_INTERVAL", "1s"));
        sold = gateway.upload(CONTENT, TestGateway.PRICE);
        gateway.facilitatorFault(
                "{\"call\":\"settle\",\"kind\":\"rejected\",\"reason\":\"invalid_exact_evm_nonce_already_used\"}");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void aPaymentThatTheFacilitatorSaysWasUsedAlready() {
        payment = new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl()));
        HttpResponse<byte[]> answer = pay();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo("settlement_unknown");
        paymentId = mine().path("paymentId").asText();
    }

    private HttpResponse<byte[]> pay() {
        return gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payment));
    }

    private HttpResponse<byte[]> operator(String method, String path) {
        return gateway.send(HttpRequest.newBuilder(gateway.managementUrl("/observe/unknowns" + path))
                .header("Authorization", gateway.managementToken())
                .method(method, BodyPublishers.noBody())
                .build());
    }

    /** What the list says of this test's payment; missing when it is not on it. */
    private JsonNode mine() {
        String nonce =
                payment.path("payload").path("authorization").path("nonce").asText();
        for (JsonNode unknown : TestGateway.json(operator("GET", "")).path("unknowns")) {
            if (unknown.path("nonce").asText().equals(nonce)) {
                return unknown;
            }
        }
        return MissingNode.getInstance();
    }

    /** The reconciler may be at it at this moment. */
    private HttpResponse<byte[]> decide(String decision) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> operator("POST", "/" + paymentId + decision), answer -> answer.statusCode() != 409);
    }

    @Test
    void aBareAlreadyUsedStaysOpenHoweverOftenTheFacilitatorIsAsked() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> mine().path("attempts").asInt() >= 3);

        assertThat(mine().path("reason").asText()).contains("already_used");
        assertThat(mine().path("amount").asText()).isEqualTo("10000");
        assertThat(mine().path("network").asText()).isEqualTo("eip155:84532");
        assertThat(mine().path("since").asText()).isNotEmpty();
        assertThat(pay().statusCode()).isEqualTo(503);
    }

    @Test
    void anOperatorWhoFoundTheTransactionSaysSoAndTheBuyerIsServed() {
        HttpResponse<byte[]> decided = decide("/settled?transaction=" + TRANSACTION);

        assertThat(decided.statusCode()).isEqualTo(200);
        assertThat(TestGateway.json(decided).path("state").asText()).isEqualTo("settled");
        assertThat(mine().isMissingNode()).isTrue();
        HttpResponse<byte[]> served = pay();
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.body()).isEqualTo(CONTENT);
    }

    @Test
    void anOperatorWhoFoundNothingSaysSoAndTheBuyerIsToldThePriceAgain() {
        HttpResponse<byte[]> decided = decide("/rejected");

        assertThat(TestGateway.json(decided).path("state").asText()).isEqualTo("rejected");
        HttpResponse<byte[]> refused = pay();
        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(TestPayer.terms(refused).path("error").asText()).isEqualTo("payment_rejected");
    }

    @Test
    void aSettlementWithoutItsTransactionIsNotBelieved() {
        HttpResponse<byte[]> answer = operator("POST", "/" + paymentId + "/settled");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(mine().isMissingNode()).isFalse();
    }

    @Test
    void aPaymentThatIsNotInDoubtCannotBeDecided() {
        assertThat(operator("POST", "/pay_nobody/rejected").statusCode()).isEqualTo(404);
    }

    @Test
    void nobodyWithoutALoginSeesOrDecides() {
        String path = "/observe/unknowns/" + paymentId + "/rejected";
        assertThat(gateway.get(gateway.managementUrl("/observe/unknowns")).statusCode())
                .isEqualTo(401);
        assertThat(gateway.send(HttpRequest.newBuilder(gateway.managementUrl(path))
                                .POST(BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(401);
        assertThat(gateway.get(gateway.url("/observe/unknowns")).statusCode()).isEqualTo(404);
    }
}
