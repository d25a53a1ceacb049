package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R41, R42, R43: payments of other buyers, forged ones, and canceled ones. */
class ForeignPaymentAttacksTest extends UnreliableFacilitatorFixture {
    @Test
    void r41APaymentReadFromTheChainLacksTheQuoteAndBuysNothing() {
        assertServed(pay());
        ObjectNode withoutQuote = payment.deepCopy();
        ((ObjectNode) withoutQuote.path("accepted").path("extra")).remove("quote");
        ObjectNode otherQuote = payment.deepCopy();
        JsonNode newTerms =
                TestPayer.terms(gateway.get(sold.downloadUrl())).path("accepts").path(0);
        otherQuote.set("accepted", newTerms);
        ObjectNode asV1 = TestGateway.JSON
                .createObjectNode()
                .put("x402Version", 1)
                .put("scheme", "exact")
                .put("network", "base-sepolia");
        asV1.set("payload", payload());

        for (ObjectNode rebuilt : List.of(withoutQuote, otherQuote, asV1)) {
            assertRefused(payWith(rebuilt), "payment_already_used");
        }
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r42GarbageInPlaceOfTheSignatureOfASettledPaymentIsRefused() {
        assertServed(pay());
        ObjectNode garbage = payment.deepCopy();
        ((ObjectNode) garbage.path("payload")).put("signature", "0x" + "42".repeat(65));

        assertThat(payWith(garbage).statusCode()).isEqualTo(402);
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r42EveryFormOfASignatureIsTheSameClaim() {
        HttpResponse<byte[]> first = pay();
        String signature = payload().path("signature").asText().substring(2);
        BigInteger s = new BigInteger(signature.substring(64, 128), 16);
        int v = Integer.parseInt(signature.substring(128), 16);
        String compact = signature.substring(0, 64) + String.format("%064x", v == 28 ? s.setBit(255) : s);
        String oldV = signature.substring(0, 128) + String.format("%02x", v - 27);

        for (String form : List.of(compact, oldV)) {
            ObjectNode other = payment.deepCopy();
            ((ObjectNode) other.path("payload")).put("signature", "0x" + form);
            HttpResponse<byte[]> again = payWith(other);
            assertServed(again);
            assertThat(receipt(again)).isEqualTo(receipt(first));
        }
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r43AnAuthorizationCanceledBetweenVerificationAndSettlementIsNeverDelivered() {
        String nonce = payload().path("authorization").path("nonce").asText();
        facilitatorProxy.beforeNextSettlement(() -> upstream.cancelAuthorization(payer.address(), nonce));

        assertSettlementUnknown(pay());
        awaitState("rejected");

        assertThat(ledgerInspector.reason(payload())).contains("authorization_canceled");
        assertRefused(pay(), "payment_rejected");
        assertThat(transfers()).isZero();
    }

    @Test
    void r43ANonceUsedForAnotherSellerDuringSettlementIsNeverDelivered() {
        ObjectNode otherPayload = payer.signed(
                OTHER_SELLER,
                "10000",
                0,
                payload().path("authorization").path("validBefore").asLong(),
                payload().path("authorization").path("nonce").asText());
        facilitatorProxy.beforeNextSettlement(() -> upstream.transferAsStranger(otherPayload));

        assertSettlementUnknown(pay());
        awaitState("rejected");

        assertRefused(pay(), "payment_already_used");
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r43APaymentSettledOutsideTheGatewayIsNeverDelivered() {
        upstream.transferAsStranger(payload());

        HttpResponse<byte[]> answer = pay();

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("only a buyer");
        assertThat(transfers()).isEqualTo(1);
    }
}
