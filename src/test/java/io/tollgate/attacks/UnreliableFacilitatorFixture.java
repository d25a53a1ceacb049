package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.database.Database;
import io.tollgate.database.DatabaseAccess;
import io.tollgate.x402.protocol.Receipt;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A gateway that reconciles every second. Its facilitator and chain belong to another gateway, which injects faults. */
abstract class UnreliableFacilitatorFixture {
    static final byte[] CONTENT = "bytes that only a buyer may see".getBytes(StandardCharsets.UTF_8);
    static final String OTHER_SELLER = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
    static final Duration SOON = Duration.ofSeconds(30);

    static TestGateway upstream;
    static FacilitatorProxy facilitatorProxy;
    static TestGateway gateway;
    static LedgerInspector ledgerInspector;
    static TestGateway.Sold sold;
    TestPayer payer;
    ObjectNode payment;

    /** The upstream gateway runs the facilitator and the chain that the attacked gateway uses. */
    @BeforeAll
    static void start() throws Exception {
        upstream = TestGateway.start();
        facilitatorProxy = new FacilitatorProxy(upstream.url("/dev/facilitator"));
        gateway = TestGateway.start(Map.of(
                "FACILITATOR_URL",
                facilitatorProxy.url(),
                "RPC_URL",
                upstream.url("/dev/chain").toString(),
                "TOLLGATE_FACILITATOR_SETTLE_TIMEOUT",
                "1s",
                "TOLLGATE_RECONCILE_INTERVAL",
                "1s"));
        ledgerInspector = new LedgerInspector(DatabaseAccess.of(Database.defaultUrl(gateway.folder())));
        sold = gateway.upload(CONTENT, TestGateway.PRICE);
    }

    @AfterAll
    static void stop() {
        ledgerInspector.close();
        gateway.close();
        facilitatorProxy.close();
        upstream.close();
    }

    @BeforeEach
    void createPayment() {
        payer = new TestPayer(upstream.buyer());
        payment = payer.v2(gateway.get(sold.downloadUrl()));
    }

    @AfterEach
    void clearFaults() {
        upstream.send(HttpRequest.newBuilder(upstream.url("/dev/facilitator/faults"))
                .DELETE()
                .build());
        upstream.chainFault("{}");
    }

    static void settleFault(String fault) {
        upstream.facilitatorFault("{\"call\":\"settle\"," + fault + "}");
    }

    HttpResponse<byte[]> pay() {
        return gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payment));
    }

    HttpResponse<byte[]> payWith(ObjectNode other) {
        String header = other.path("x402Version").asInt() == 1 ? "X-PAYMENT" : "PAYMENT-SIGNATURE";
        return gateway.get(sold.downloadUrl(), header, TestPayer.encode(other));
    }

    JsonNode payload() {
        return payment.path("payload");
    }

    int transfers() {
        return upstream.account(payer.address()).path("transfers").asInt();
    }

    void awaitState(String state) {
        await().atMost(SOON).until(() -> ledgerInspector.state(payload()), Optional.of(state)::equals);
    }

    static JsonNode receipt(HttpResponse<byte[]> answer) {
        return Receipt.parse(answer.headers().firstValue("PAYMENT-RESPONSE").orElseThrow())
                .orElseThrow();
    }

    static void assertServed(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
    }

    static void assertSettlementUnknown(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo("settlement_unknown");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
        assertThat(receipt(answer).path("success").asBoolean()).isFalse();
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("only a buyer");
    }

    static void assertRefused(HttpResponse<byte[]> answer, String reason) {
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(TestGateway.json(answer).path("error").asText()).isEqualTo(reason);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("only a buyer");
    }
}
