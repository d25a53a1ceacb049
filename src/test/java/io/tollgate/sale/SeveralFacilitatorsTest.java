package io.tollgate.sale;

import static io.tollgate.StandInFacilitator.json;
import static io.tollgate.StandInFacilitator.supporting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollgate.Purse;
import io.tollgate.StandInFacilitator;
import io.tollgate.Twin;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two facilitators: who is asked for what, when one does not answer, and who is never asked. */
class SeveralFacilitatorsTest {
    private static final byte[] CONTENT = "bytes that only a buyer may see".getBytes(StandardCharsets.UTF_8);
    private static final String SILENT = "{\"error\":\"out of order\"}";

    private final StandInFacilitator first = new StandInFacilitator();
    private final StandInFacilitator second = new StandInFacilitator();

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    private Twin twin(String... settings) {
        return asking(first.url() + "," + second.url(), settings);
    }

    private static Twin asking(String facilitators, String... settings) {
        Map<String, String> environment = new HashMap<>(
                Map.of("FACILITATOR_URL", facilitators, "RPC_URL", "off", "TOLLGATE_RECONCILE_INTERVAL", "1h"));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        return Twin.start(environment);
    }

    private static HttpResponse<byte[]> pay(Twin twin, Twin.Sold sold, String payment) {
        return twin.get(twin.url(sold.downloadUrl().getPath()), "PAYMENT-SIGNATURE", payment);
    }

    private static String v2(Twin twin, Twin.Sold sold) {
        return Purse.encode(new Purse(twin.buyer()).v2(twin.get(sold.downloadUrl())));
    }

    private static String v1(Twin twin, Twin.Sold sold) {
        return Purse.encode(new Purse(twin.buyer()).v1(twin.get(sold.downloadUrl())));
    }

    private static void assertServed(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
    }

    private static void assertUnknown(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Twin.json(answer).path("code").asText()).isEqualTo("settlement_unknown");
        assertThat(answer.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void theFirstDoesEverythingWhileItAnswers() {
        try (Twin twin = twin()) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);

            assertServed(pay(twin, sold, v2(twin, sold)));

            assertThat(first.calls("supported")).hasSize(1);
            assertThat(second.calls("supported")).hasSize(1);
            assertThat(first.calls("verify")).hasSize(1);
            assertThat(first.calls("settle")).hasSize(1);
            assertThat(second.calls("verify")).isEmpty();
            assertThat(second.calls("settle")).isEmpty();
            assertThat(first.calls("verify").get(0).body())
                    .isEqualTo(first.calls("settle").get(0).body());
        }
    }

    @Test
    void aVerificationThatIsNoneIsAskedOfTheNextWhoThenSettlesToo() {
        try (Twin twin = twin()) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);
            int sales = 0;
            for (int status : new int[] {500, 302, 200, 401}) {
                first.on("verify", json(status, SILENT));

                assertServed(pay(twin, sold, v2(twin, sold)));

                sales++;
                assertThat(first.calls("verify")).as("HTTP %d", status).hasSize(sales);
                assertThat(second.calls("verify")).hasSize(sales);
                assertThat(second.calls("settle")).hasSize(sales);
            }
            assertThat(first.calls("settle")).isEmpty();
        }
    }

    @Test
    void aVerificationThatHangsUpOrCannotBeReachedIsAskedOfTheNext() throws IOException {
        first.on("verify", StandInFacilitator.hangUp());
        try (Twin twin = asking("http://127.0.0.1:" + closedPort() + "," + first.url() + "," + second.url())) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);

            assertServed(pay(twin, sold, v2(twin, sold)));

            assertThat(first.calls("verify")).hasSize(1);
            assertThat(second.calls("settle")).hasSize(1);
        }
    }

    @Test
    void aClearNoIsNotAskedOfAnybodyElse() {
        first.on("verify", json(200, "{\"isValid\":false,\"invalidReason\":\"insufficient_funds\"}"));
        try (Twin twin = twin()) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);

            HttpResponse<byte[]> refused = pay(twin, sold, v2(twin, sold));

            assertThat(refused.statusCode()).isEqualTo(402);
            assertThat(Purse.terms(refused).path("error").asText()).isEqualTo("insufficient_funds");
            assertThat(second.calls("verify")).isEmpty();
        }
    }

    @Test
    void whenNobodyVerifiesNothingIsChargedAndTheSamePaymentBuysLater() {
        first.on("verify", json(500, SILENT));
        second.on("verify", json(500, SILENT));
        try (Twin twin = twin()) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);
            String payment = v2(twin, sold);

            HttpResponse<byte[]> unverified = pay(twin, sold, payment);
            second.on("verify", json(200, "{\"isValid\":true}"));

            assertThat(unverified.statusCode()).isEqualTo(503);
            assertThat(Twin.json(unverified).path("code").asText()).isEqualTo("facilitator_unavailable");
            assertServed(pay(twin, sold, payment));
            assertThat(first.calls("settle")).isEmpty();
            assertThat(second.calls("settle")).hasSize(1);
        }
    }

    @Test
    void oneThatKeepsFailingIsNoLongerAskedFirst() {
        first.on("verify", json(500, SILENT));
        try (Twin twin = twin()) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);

            for (int i = 0; i < 8; i++) {
                assertServed(pay(twin, sold, v2(twin, sold)));
            }

            assertThat(first.calls("verify")).hasSize(5);
            assertThat(second.calls("verify")).hasSize(8);
        }
    }

    @Test
    void aSettlementWithoutAnAnswerIsAskedAgainOfTheSameOneWithTheSameBytesAndNeverOfAnother() {
        first.on("settle", json(500, SILENT));
        try (Twin twin = twin()) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);
            String payment = v2(twin, sold);

            HttpResponse<byte[]> unclear = pay(twin, sold, payment);
            first.on("verify", json(500, SILENT));
            HttpResponse<byte[]> stillUnclear = pay(twin, sold, payment);
            first.on(
                    "settle",
                    json(
                            200,
                            "{\"success\":true,\"network\":\"eip155:84532\",\"transaction\":\""
                                    + StandInFacilitator.TRANSACTION + "\"}"));

            assertUnknown(unclear);
            assertUnknown(stillUnclear);
            assertServed(pay(twin, sold, payment));
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
        try (Twin twin = twin()) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);
            String payment = v2(twin, sold);
            for (int i = 0; i < 6; i++) {
                assertUnknown(pay(twin, sold, payment));
            }
            first.close();

            assertUnknown(pay(twin, sold, payment));

            assertThat(first.calls("settle")).hasSize(6);
            assertThat(second.calls("settle")).isEmpty();
        }
    }

    @Test
    void aGatewayThatStartsAgainAsksWhomItHadAskedBeforeWhateverTheOrderIsNow(@TempDir Path data) {
        String folder = data.toString();
        first.on("settle", json(500, SILENT));
        String payment;
        Twin.Sold sold;
        try (Twin twin = twin("TOLLGATE_DATA_DIR", folder)) {
            sold = twin.upload(CONTENT, Twin.PRICE);
            payment = v2(twin, sold);
            assertUnknown(pay(twin, sold, payment));
        }

        try (Twin twin = asking(second.url() + "," + first.url(), "TOLLGATE_DATA_DIR", folder)) {
            first.on(
                    "settle",
                    json(
                            200,
                            "{\"success\":true,\"network\":\"eip155:84532\",\"transaction\":\""
                                    + StandInFacilitator.TRANSACTION + "\"}"));

            assertServed(pay(twin, sold, payment));
        }
        assertThat(first.calls("settle")).hasSize(2);
        assertThat(second.calls("settle")).isEmpty();
    }

    @Test
    void anOpenSettlementOfAFacilitatorThatIsNotConfiguredAnyMoreIsAskedOfNobody(@TempDir Path data) {
        String folder = data.toString();
        first.on("settle", json(500, SILENT));
        String payment;
        Twin.Sold sold;
        try (Twin twin = twin("TOLLGATE_DATA_DIR", folder)) {
            sold = twin.upload(CONTENT, Twin.PRICE);
            payment = v2(twin, sold);
            assertUnknown(pay(twin, sold, payment));
        }

        try (Twin twin = asking(second.url(), "TOLLGATE_DATA_DIR", folder)) {
            assertUnknown(pay(twin, sold, payment));
        }
        assertThat(second.calls("settle")).isEmpty();
    }

    @Test
    void whoFindsOutWithoutTheBuyerAsksTheSameOneToo() {
        first.on("settle", json(500, SILENT));
        try (Twin twin = twin("TOLLGATE_RECONCILE_INTERVAL", "1s")) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);
            String payment = v2(twin, sold);
            assertUnknown(pay(twin, sold, payment));
            first.on(
                    "settle",
                    json(
                            200,
                            "{\"success\":true,\"network\":\"eip155:84532\",\"transaction\":\""
                                    + StandInFacilitator.TRANSACTION + "\"}"));

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> first.calls("settle").size() >= 2);
            first.close();

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertServed(pay(twin, sold, payment)));
            assertThat(first.calls("settle").get(1).body())
                    .isEqualTo(first.calls("settle").get(0).body());
            assertThat(second.calls("settle")).isEmpty();
        }
    }

    @Test
    void aSettlementThatCannotHaveBeenSentIsAskedOfTheNext() throws IOException {
        try (Twin twin = asking("http://127.0.0.1:" + closedPort() + "," + second.url(), "TOLLGATE_VERIFY", "local")) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);

            assertServed(pay(twin, sold, v2(twin, sold)));

            assertThat(second.calls("settle")).hasSize(1);
        }
    }

    @Test
    void aSettlementThatCanBeSentToNobodyIsNotChargedAndTheSamePaymentBuysLater() throws IOException {
        int port = closedPort();
        try (Twin twin = asking("http://127.0.0.1:" + port, "TOLLGATE_VERIFY", "local")) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);
            String payment = v2(twin, sold);

            HttpResponse<byte[]> unsent = pay(twin, sold, payment);

            assertThat(unsent.statusCode()).isEqualTo(503);
            assertThat(Twin.json(unsent).path("code").asText()).isEqualTo("facilitator_unavailable");
            assertThat(Twin.json(unsent).path("detail").asText()).contains("not charged");
            assertThat(unsent.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
            try (StandInFacilitator back = new StandInFacilitator(port)) {
                assertServed(pay(twin, sold, payment));
                assertThat(back.calls("settle")).hasSize(1);
            }
        }
    }

    @Test
    void aPaymentGoesToTheOneThatSettlesItsNetwork() {
        first.on("supported", json(200, supporting("eip155:8453", "base")));
        try (Twin twin = twin()) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);

            assertServed(pay(twin, sold, v2(twin, sold)));
            assertServed(pay(twin, sold, v1(twin, sold)));

            assertThat(first.calls("verify")).isEmpty();
            assertThat(first.calls("settle")).isEmpty();
            assertThat(second.calls("settle")).hasSize(2);
        }
    }

    @Test
    void oneThatSaysThatItSettlesTheNetworkGoesBeforeOneThatSaysNothing() {
        first.on("supported", json(404, ""));
        try (Twin twin = twin()) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);

            assertServed(pay(twin, sold, v2(twin, sold)));

            assertThat(first.calls("verify")).isEmpty();
            assertThat(second.calls("settle")).hasSize(1);
        }
    }

    @Test
    void whenNobodySaysAnythingTheFirstIsAsked() {
        first.on("supported", json(500, ""));
        second.on("supported", json(200, "<html>"));
        try (Twin twin = twin()) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);

            assertServed(pay(twin, sold, v2(twin, sold)));

            assertThat(first.calls("settle")).hasSize(1);
            assertThat(second.calls("verify")).isEmpty();
        }
    }

    @Test
    void oneThatSaidNothingAndDoesNotKnowTheNetworkPassesItOn() {
        first.on("supported", json(401, ""));
        second.on("supported", json(401, ""));
        first.on("verify", json(400, "{\"isValid\":false,\"invalidReason\":\"invalid_network\"}"));
        try (Twin twin = twin()) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);

            assertServed(pay(twin, sold, v2(twin, sold)));
            second.on("verify", json(400, "{\"isValid\":false,\"invalidReason\":\"invalid_network\"}"));
            HttpResponse<byte[]> refused = pay(twin, sold, v2(twin, sold));

            assertThat(first.calls("settle")).isEmpty();
            assertThat(second.calls("settle")).hasSize(1);
            assertThat(refused.statusCode()).isEqualTo(402);
            assertThat(Purse.terms(refused).path("error").asText()).isEqualTo("invalid_network");
        }
    }

    @Test
    void whenEverybodySaysNoNobodyIsAsked() {
        first.on("supported", json(200, supporting("eip155:8453")));
        second.on("supported", json(200, supporting()));
        try (Twin twin = twin()) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);

            HttpResponse<byte[]> answer = pay(twin, sold, v2(twin, sold));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(Twin.json(answer).path("code").asText()).isEqualTo("facilitator_unavailable");
            assertThat(first.calls("verify")).isEmpty();
            assertThat(second.calls("verify")).isEmpty();
        }
    }

    @Test
    void aV1PaymentIsSettledByAFacilitatorThatKnowsOnlyV2() {
        first.on("supported", json(200, supporting("eip155:84532")));
        try (Twin twin = asking(first.url())) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);
            String payment = v1(twin, sold);

            HttpResponse<byte[]> served = twin.get(URI.create(sold.downloadUrl().toString()), "X-PAYMENT", payment);

            assertServed(served);
            assertThat(served.headers().firstValue("X-PAYMENT-RESPONSE")).isPresent();
            assertThat(first.calls("settle").get(0).json().path("x402Version").asInt())
                    .isEqualTo(2);
            assertThat(first.calls("settle")
                            .get(0)
                            .json()
                            .at("/paymentPayload/accepted/network")
                            .asText())
                    .isEqualTo("eip155:84532");
            assertThat(first.calls("settle")
                            .get(0)
                            .json()
                            .at("/paymentRequirements/amount")
                            .asText())
                    .isEqualTo("10000");
        }
    }

    @Test
    void withLocalVerificationAloneTheFacilitatorIsOnlyAskedToSettle() {
        try (Twin twin = twin("TOLLGATE_VERIFY", "local")) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);

            assertServed(pay(twin, sold, v2(twin, sold)));

            assertThat(first.calls("verify")).isEmpty();
            assertThat(first.calls("settle")).hasSize(1);
        }
    }

    @Test
    void nothingOfTheBuyersRequestReachesAFacilitator() {
        try (Twin twin = twin()) {
            Twin.Sold sold = twin.upload(CONTENT, Twin.PRICE);
            String payment = v2(twin, sold);

            assertServed(twin.get(
                    sold.downloadUrl(),
                    "PAYMENT-SIGNATURE",
                    payment,
                    "Authorization",
                    "Bearer of-the-buyer",
                    "Cookie",
                    "a=b",
                    "X-Forwarded-For",
                    "10.1.2.3"));

            assertThat(first.calls("settle").get(0).headers().toString()
                            + first.calls("verify").get(0).headers())
                    .doesNotContain("of-the-buyer", "a=b", "10.1.2.3", payment);
        }
    }
}
