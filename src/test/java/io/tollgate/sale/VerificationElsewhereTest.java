package io.tollgate.sale;

import static io.tollgate.StandInFacilitator.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.StandInFacilitator;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Who verifies when one facilitator does not answer, and what each is told. */
class VerificationElsewhereTest extends TwoFacilitators {
    @Test
    void theFirstDoesEverythingWhileItAnswers() {
        try (TestGateway gateway = gateway()) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);

            assertServed(pay(gateway, sold, v2(gateway, sold)));

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
        try (TestGateway gateway = gateway()) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
            int sales = 0;
            for (int status : new int[] {500, 302, 200, 401}) {
                first.on("verify", json(status, SILENT));

                assertServed(pay(gateway, sold, v2(gateway, sold)));

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
        try (TestGateway gateway =
                asking("http://127.0.0.1:" + closedPort() + "," + first.url() + "," + second.url())) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);

            assertServed(pay(gateway, sold, v2(gateway, sold)));

            assertThat(first.calls("verify")).hasSize(1);
            assertThat(second.calls("settle")).hasSize(1);
        }
    }

    @Test
    void aClearNoIsNotAskedOfAnybodyElse() {
        first.on("verify", json(200, "{\"isValid\":false,\"invalidReason\":\"insufficient_funds\"}"));
        try (TestGateway gateway = gateway()) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);

            HttpResponse<byte[]> refused = pay(gateway, sold, v2(gateway, sold));

            assertThat(refused.statusCode()).isEqualTo(402);
            assertThat(TestPayer.terms(refused).path("error").asText()).isEqualTo("insufficient_funds");
            assertThat(second.calls("verify")).isEmpty();
        }
    }

    @Test
    void whenNobodyVerifiesNothingIsChargedAndTheSamePaymentBuysLater() {
        first.on("verify", json(500, SILENT));
        second.on("verify", json(500, SILENT));
        try (TestGateway gateway = gateway()) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
            String payment = v2(gateway, sold);

            HttpResponse<byte[]> unverified = pay(gateway, sold, payment);
            second.on("verify", json(200, "{\"isValid\":true}"));

            assertThat(unverified.statusCode()).isEqualTo(503);
            assertThat(TestGateway.json(unverified).path("code").asText()).isEqualTo("facilitator_unavailable");
            assertServed(pay(gateway, sold, payment));
            assertThat(first.calls("settle")).isEmpty();
            assertThat(second.calls("settle")).hasSize(1);
        }
    }

    @Test
    void oneThatKeepsFailingIsNoLongerAskedFirst() {
        first.on("verify", json(500, SILENT));
        try (TestGateway gateway = gateway()) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);

            for (int i = 0; i < 8; i++) {
                assertServed(pay(gateway, sold, v2(gateway, sold)));
            }

            assertThat(first.calls("verify")).hasSize(5);
            assertThat(second.calls("verify")).hasSize(8);
        }
    }

    @Test
    void withLocalVerificationAloneTheFacilitatorIsOnlyAskedToSettle() {
        try (TestGateway gateway = gateway("TOLLGATE_VERIFY", "local")) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);

            assertServed(pay(gateway, sold, v2(gateway, sold)));

            assertThat(first.calls("verify")).isEmpty();
            assertThat(first.calls("settle")).hasSize(1);
        }
    }

    @Test
    void nothingOfTheBuyersRequestReachesAFacilitator() {
        try (TestGateway gateway = gateway()) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
            String payment = v2(gateway, sold);

            assertServed(gateway.get(
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
