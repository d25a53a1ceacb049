package io.tollgate.x402.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.protocol.Vectors.Payment;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentPayloadTest {
    private static PaymentTerms terms(Payment vector) {
        Network network = new Networks().find(vector.asset().chain()).orElseThrow();
        return new PaymentTerms(
                network,
                vector.authorization().value(),
                vector.authorization().to(),
                Duration.ofSeconds(60),
                new PaymentTerms.Resource("https://dl.example.com/files/report.pdf", "Report", "application/pdf"),
                Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void anHonestPaymentIsRebuiltAsItWas(Payment vector) throws Exception {
        PaymentPayload payment = PaymentHeader.decode(vector.text("header"));

        assertThat(Vectors.JSON.readTree(payment.rebuilt(terms(vector)).toString()))
                .isEqualTo(vector.json().path("payload"));
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfWhatAClientEchoesReachesTheFacilitator(Payment vector) throws Exception {
        ObjectNode json = (ObjectNode) Vectors.JSON.readTree(vector.text("json"));
        json.put("extra", "smuggled");
        ((ObjectNode) json.path("payload")).put("more", "smuggled");
        json.putObject("resource").put("url", "https://smuggled.example.com/");
        if (json.path("accepted").isObject()) {
            ((ObjectNode) json.path("accepted")).put("amount", "1").put("payTo", "smuggled");
        }

        PaymentPayload payment = PaymentHeader.read(json);

        assertThat(Vectors.JSON.readTree(payment.rebuilt(terms(vector)).toString()))
                .isEqualTo(vector.json().path("payload"));
    }
}
