package io.tollgate.sale;

import static io.tollgate.StandInFacilitator.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollgate.StandInFacilitator;
import io.tollgate.TestGateway;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A settlement that was begun stays with the facilitator that was asked; one that cannot have begun does not. */
class ReconciliationLeaseTest extends TwoFacilitators {
    @Test
    void aSettlementWithoutAnAnswerIsAskedAgainOfTheSameOneWithTheSameBytesAndNeverOfAnother() {
        first.on("settle", json(500, SILENT));
        try (TestGateway gateway = gateway()) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
            String payment = v2(gateway, sold);

            HttpResponse<byte[]> unclear = pay(gateway, sold, payment);
            first.on("verify", json(500, SILENT));
            HttpResponse<byte[]> stillUnclear = pay(gateway, sold, payment);
            first.on(
                    "settle",
                    json(
                            200,
                            "{\"success\":true,\"network\":\"eip155:84532\",\"transaction\":\""
                                    + StandInFacilitator.TRANSACTION + "\"}"));

            assertUnknown(unclear);
            assertUnknown(stillUnclear);
            assertServed(pay(gateway, sold, payment));
            assertThat(first.calls("settle")).hasSize(3);
            assertThat(first.calls("settle"))
                    .allSatisfy(call -> assertThat(call.body())
                            .isEqualTo(first.calls("settle").get(0).body()));
            assertThat(second.calls("verify")).isEmpty();
            assertThat(second.calls("settle")).isEmpty();
        }
    }

    @Test
    void anOpenSettlementStaysWithItsFacilitatorThoughThatRestsOrIsGone() {
        first.on("settle", StandInFacilitator.hangUp());
        try (TestGateway gateway = gateway()) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
            String payment = v2(gateway, sold);
            for (int i = 0; i < 6; i++) {
                assertUnknown(pay(gateway, sold, payment));
            }
            first.close();

            assertUnknown(pay(gateway, sold, payment));

            assertThat(first.calls("settle")).hasSize(6);
            assertThat(second.calls("settle")).isEmpty();
        }
    }

    @Test
    void aGatewayThatStartsAgainAsksWhomItHadAskedBeforeWhateverTheOrderIsNow(@TempDir Path data) {
        String folder = data.toString();
        first.on("settle", json(500, SILENT));
        String payment;
        TestGateway.Sold sold;
        try (TestGateway gateway = gateway("TOLLGATE_DATA_DIR", folder)) {
            sold = gateway.upload(CONTENT, TestGateway.PRICE);
            payment = v2(gateway, sold);
            assertUnknown(pay(gateway, sold, payment));
        }

        try (TestGateway gateway = asking(second.url() + "," + first.url(), "TOLLGATE_DATA_DIR", folder)) {
            first.on(
                    "settle",
                    json(
                            200,
                            "{\"success\":true,\"network\":\"eip155:84532\",\"transaction\":\""
                                    + StandInFacilitator.TRANSACTION + "\"}"));

            assertServed(pay(gateway, sold, payment));
        }
        assertThat(first.calls("settle")).hasSize(2);
        assertThat(second.calls("settle")).isEmpty();
    }

    @Test
    void anOpenSettlementOfAFacilitatorThatIsNotConfiguredAnyMoreIsAskedOfNobody(@TempDir Path data) {
        String folder = data.toString();
        first.on("settle", json(500, SILENT));
        String payment;
        TestGateway.Sold sold;
        try (TestGateway gateway = gateway("TOLLGATE_DATA_DIR", folder)) {
            sold = gateway.upload(CONTENT, TestGateway.PRICE);
            payment = v2(gateway, sold);
            assertUnknown(pay(gateway, sold, payment));
        }

        try (TestGateway gateway = asking(second.url(), "TOLLGATE_DATA_DIR", folder)) {
            assertUnknown(pay(gateway, sold, payment));
        }
        assertThat(second.calls("settle")).isEmpty();
    }

    @Test
    void whoFindsOutWithoutTheBuyerAsksTheSameOneToo() {
        first.on("settle", json(500, SILENT));
        try (TestGateway gateway = gateway("TOLLGATE_RECONCILE_INTERVAL", "1s")) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
            String payment = v2(gateway, sold);
            assertUnknown(pay(gateway, sold, payment));
            first.on(
                    "settle",
                    json(
                            200,
                            "{\"success\":true,\"network\":\"eip155:84532\",\"transaction\":\""
                                    + StandInFacilitator.TRANSACTION + "\"}"));

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> first.calls("settle").size() >= 2);
            first.close();

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertServed(pay(gateway, sold, payment)));
            assertThat(first.calls("settle").get(1).body())
                    .isEqualTo(first.calls("settle").get(0).body());
            assertThat(second.calls("settle")).isEmpty();
        }
    }

    @Test
    void aSettlementThatCannotHaveBeenSentIsAskedOfTheNext() throws IOException {
        try (TestGateway gateway =
                asking("http://127.0.0.1:" + closedPort() + "," + second.url(), "TOLLGATE_VERIFY", "local")) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);

            assertServed(pay(gateway, sold, v2(gateway, sold)));

            assertThat(second.calls("settle")).hasSize(1);
        }
    }

    @Test
    void aSettlementThatCanBeSentToNobodyIsNotChargedAndTheSamePaymentBuysLater() throws IOException {
        int port = closedPort();
        try (TestGateway gateway = asking("http://127.0.0.1:" + port, "TOLLGATE_VERIFY", "local")) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
            String payment = v2(gateway, sold);

            HttpResponse<byte[]> unsent = pay(gateway, sold, payment);

            assertThat(unsent.statusCode()).isEqualTo(503);
            assertThat(TestGateway.json(unsent).path("code").asText()).isEqualTo("facilitator_unavailable");
            assertThat(TestGateway.json(unsent).path("detail").asText()).contains("not charged");
            assertThat(unsent.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
            try (StandInFacilitator back = new StandInFacilitator(port)) {
                assertServed(pay(gateway, sold, payment));
                assertThat(back.calls("settle")).hasSize(1);
            }
        }
    }
}
