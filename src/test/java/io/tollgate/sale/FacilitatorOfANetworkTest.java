package io.tollgate.sale;

import static io.tollgate.StandInFacilitator.json;
import static io.tollgate.StandInFacilitator.supporting;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Each payment goes to a facilitator that settles its network. */
class FacilitatorOfANetworkTest extends TwoFacilitators {
    @Test
    void aPaymentGoesToTheOneThatSettlesItsNetwork() {
        first.on("supported", json(200, supporting("eip155:8453", "base")));
        try (TestGateway gateway = gateway()) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);

            assertServed(pay(gateway, sold, v2(gateway, sold)));
            assertServed(pay(gateway, sold, v1(gateway, sold)));

            assertThat(first.calls("verify")).isEmpty();
            assertThat(first.calls("settle")).isEmpty();
            assertThat(second.calls("settle")).hasSize(2);
        }
    }

    @Test
    void oneThatSaysThatItSettlesTheNetworkGoesBeforeOneThatSaysNothing() {
        first.on("supported", json(404, ""));
        try (TestGateway gateway = gateway()) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);

            assertServed(pay(gateway, sold, v2(gateway, sold)));

            assertThat(first.calls("verify")).isEmpty();
            assertThat(second.calls("settle")).hasSize(1);
        }
    }

    @Test
    void whenNobodySaysAnythingTheFirstIsAsked() {
        first.on("supported", json(500, ""));
        second.on("supported", json(200, "<html>"));
        try (TestGateway gateway = gateway()) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);

            assertServed(pay(gateway, sold, v2(gateway, sold)));

            assertThat(first.calls("settle")).hasSize(1);
            assertThat(second.calls("verify")).isEmpty();
        }
    }

    @Test
    void oneThatSaidNothingAndDoesNotKnowTheNetworkPassesItOn() {
        first.on("supported", json(401, ""));
        second.on("supported", json(401, ""));
        first.on("verify", json(400, "{\"isValid\":false,\"invalidReason\":\"invalid_network\"}"));
        try (TestGateway gateway = gateway()) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);

            assertServed(pay(gateway, sold, v2(gateway, sold)));
            second.on("verify", json(400, "{\"isValid\":false,\"invalidReason\":\"invalid_network\"}"));
            HttpResponse<byte[]> refused = pay(gateway, sold, v2(gateway, sold));

            assertThat(first.calls("settle")).isEmpty();
            assertThat(second.calls("settle")).hasSize(1);
            assertThat(refused.statusCode()).isEqualTo(402);
            assertThat(TestPayer.terms(refused).path("error").asText()).isEqualTo("invalid_network");
        }
    }

    @Test
    void whenEverybodySaysNoNobodyIsAsked() {
        first.on("supported", json(200, supporting("eip155:8453")));
        second.on("supported", json(200, supporting()));
        try (TestGateway gateway = gateway()) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);

            HttpResponse<byte[]> answer = pay(gateway, sold, v2(gateway, sold));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo("facilitator_unavailable");
            assertThat(first.calls("verify")).isEmpty();
            assertThat(second.calls("verify")).isEmpty();
        }
    }

    @Test
    void aV1PaymentIsSettledByAFacilitatorThatKnowsOnlyV2() {
        first.on("supported", json(200, supporting("eip155:84532")));
        try (TestGateway gateway = asking(first.url())) {
            TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
            String payment = v1(gateway, sold);

            HttpResponse<byte[]> served =
                    gateway.get(URI.create(sold.downloadUrl().toString()), "X-PAYMENT", payment);

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
}
