package io.tollgate.x402.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.x402.protocol.Vectors.Payment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentHeaderTest {
    private static String encode(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The same object with the fields of every level in the opposite order. */
    private static JsonNode reversed(JsonNode json) {
        if (!json.isObject()) {
            return json;
        }
        ObjectNode turned = Vectors.JSON.createObjectNode();
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        Collections.reverse(names);
        names.forEach(name -> turned.set(name, reversed(json.path(name))));
        return turned;
    }

    @ParameterizedTest
    @EnumSource
    void anOfficialHeaderIsReadWhole(Payment vector) throws Exception {
        PaymentPayload payment = PaymentHeader.decode(vector.text("header"));

        assertThat(payment.version())
                .isEqualTo(vector.json().path("payload").path("x402Version").asInt());
        assertThat(payment.scheme()).isEqualTo("exact");
        assertThat(payment.network()).isEqualTo(payment.version() == 1 ? "base" : "eip155:84532");
        assertThat(payment.authorization()).isEqualTo(vector.authorization());
        assertThat(payment.signature()).isEqualTo(vector.text("signature"));
        assertThat(payment.accepted().isPresent()).isEqualTo(payment.version() == 2);
    }

    /** Attack R4: one authorization must not become two payments because it is written differently. */
    @ParameterizedTest
    @EnumSource
    void everyWritingOfAPaymentIsTheSamePayment(Payment vector) throws Exception {
        PaymentPayload payment = PaymentHeader.decode(vector.text("header"));
        String json = vector.text("json");
        List<String> writings = List.of(
                encode(reversed(Vectors.JSON.readTree(json)).toString()),
                encode(Vectors.JSON.readTree(json).toPrettyString()),
                encode(" \n" + json + "\t "),
                encode(json.replace("\"value\"", "\"\\u0076alue\"")),
                encode(json).replaceAll("=+$", ""),
                encode(json) + "==",
                "  " + encode(json) + " ",
                Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8)),
                encode(json.replaceFirst("\\{", "{\"unknown\":[1,{\"a\":null}],\"extensions\":null,")),
                encode(json.replaceAll("\"value\":\"([0-9]+)\"", "\"value\":$1")));

        for (String writing : writings) {
            assertThat(PaymentHeader.decode(writing)).isEqualTo(payment);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCaseOfHexDigitsMakesNoOtherAuthorization(Payment vector) throws Exception {
        String loud = vector.text("json").replaceAll("(?i)x(?=[0-9a-f]{40,})", "X");
        for (String hex : List.of("from", "to", "nonce")) {
            String value = vector.json().path("authorization").path(hex).textValue();
            loud = loud.replace(value.substring(2), value.substring(2).toUpperCase());
        }

        assertThat(PaymentHeader.decode(encode(loud)).authorization()).isEqualTo(vector.authorization());
    }

    @Test
    void aV2PaymentTellsTheQuoteAndTheResourceItEchoes() throws Exception {
        ObjectNode json = (ObjectNode) Vectors.JSON.readTree(Payment.A_v2_base_sepolia.text("json"));
        ((ObjectNode) json.path("accepted").path("extra")).put("quote", "q1");

        PaymentPayload payment = PaymentHeader.decode(encode(json.toString()));

        assertThat(payment.quote()).hasValue("q1");
        assertThat(payment.resourceUrl()).hasValue("https://dl.example.com/files/report.pdf");
    }

    @Test
    void aQuoteThatIsNoTextIsNoQuote() throws Exception {
        ObjectNode json = (ObjectNode) Vectors.JSON.readTree(Payment.A_v2_base_sepolia.text("json"));
        ((ObjectNode) json.path("accepted").path("extra")).putObject("quote").put("a", 1);
        json.putNull("resource");

        PaymentPayload payment = PaymentHeader.decode(encode(json.toString()));

        assertThat(payment.quote()).isEmpty();
        assertThat(payment.resourceUrl()).isEmpty();
    }
}
