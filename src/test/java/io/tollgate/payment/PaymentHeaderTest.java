package io.tollgate.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Payments as clients write them: the official vectors, and every other writing of the same payment (R4, R11). */
class PaymentHeaderTest {
    @ParameterizedTest
    @EnumSource
    void theOfficialHeadersAreRead(Vectors.Payment vector) throws MalformedPayment {
        PaymentPayload payment = PaymentHeader.decode(vector.text("header"));

        assertThat(payment.version()).isEqualTo(vector == Vectors.Payment.A ? 2 : 1);
        assertThat(payment.scheme()).isEqualTo("exact");
        assertThat(payment.network()).isEqualTo(vector == Vectors.Payment.A ? "eip155:84532" : "base");
        assertThat(payment.authorization()).isEqualTo(vector.authorization());
        assertThat(payment.signature()).isEqualTo(vector.text("signature"));
    }

    @Test
    void onlyV2SaysWhatItAcceptsAndWhatItPaysFor() throws MalformedPayment {
        PaymentPayload v2 = PaymentHeader.decode(Vectors.Payment.A.text("header"));
        PaymentPayload v1 = PaymentHeader.decode(Vectors.Payment.B.text("header"));

        assertThat(v2.accepted()).contains(Vectors.Payment.A.json().path("accepted"));
        assertThat(v2.resourceUrl()).contains("https://dl.example.com/files/report.pdf");
        assertThat(v1.accepted()).isEmpty();
        assertThat(v1.resourceUrl()).isEmpty();
        assertThat(v1.quote()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void r4EveryWritingOfOnePaymentIsOnePayment(Vectors.Payment vector) throws MalformedPayment {
        JsonNode json = vector.json();
        PaymentPayload payment = PaymentHeader.decode(vector.text("header"));
        byte[] bytes = vector.text("json").getBytes(StandardCharsets.UTF_8);
        List<String> writings = List.of(
                encode(json),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                "  " + vector.text("header") + " ",
                vector.text("header") + "====",
                encode(json.toPrettyString()),
                encode(" \n\t" + json + "\r\n"),
                encode(reversed(json)));

        for (String writing : writings) {
            assertThat(PaymentHeader.decode(writing)).isEqualTo(payment);
        }
    }

    @Test
    void r4TextThatNeedsTheTwoDifferentLettersIsReadInBothAlphabets() throws MalformedPayment {
        ObjectNode json = (ObjectNode) Vectors.Payment.B.json();
        byte[] bytes = json.put("note", "????>>>>~~~~ü–").toString().getBytes(StandardCharsets.UTF_8);
        String standard = Base64.getEncoder().encodeToString(bytes);
        String urlSafe = Base64.getUrlEncoder().encodeToString(bytes);

        assertThat(standard).containsPattern("[+/]");
        assertThat(urlSafe).containsPattern("[-_]");
        assertThat(PaymentHeader.decode(standard)).isEqualTo(PaymentHeader.decode(urlSafe));
    }

    @ParameterizedTest
    @EnumSource
    void r4TheCaseOfHexIsNoDifference(Vectors.Payment vector) throws MalformedPayment {
        ObjectNode lower = (ObjectNode) vector.json();
        ObjectNode upper = (ObjectNode) vector.json();
        for (String name : List.of("from", "to", "nonce")) {
            String hex = authorization(lower).path(name).asText().substring(2);
            authorization(lower).put(name, "0x" + hex.toLowerCase(Locale.ROOT));
            authorization(upper).put(name, "0X" + hex.toUpperCase(Locale.ROOT));
        }

        assertThat(PaymentHeader.decode(encode(lower)).authorization()).isEqualTo(vector.authorization());
        assertThat(PaymentHeader.decode(encode(upper)).authorization()).isEqualTo(vector.authorization());
    }

    @ParameterizedTest
    @EnumSource
    void plainJsonNumbersAreTakenForTheStringsTheyShouldBe(Vectors.Payment vector) throws MalformedPayment {
        ObjectNode json = (ObjectNode) vector.json();
        for (String name : List.of("value", "validAfter", "validBefore")) {
            authorization(json)
                    .put(name, Long.parseLong(authorization(json).path(name).asText()));
        }

        assertThat(PaymentHeader.decode(encode(json)).authorization()).isEqualTo(vector.authorization());
    }

    @Test
    void nullsAndUnknownFieldsAreAsGoodAsAbsentOnes() throws MalformedPayment {
        ObjectNode json = (ObjectNode) Vectors.Payment.A.json();
        json.remove("resource");
        PaymentPayload payment = PaymentHeader.decode(encode(json));
        json.putNull("resource").putNull("extensions").putNull("error");
        json.put("colour", "blue").putArray("more").add(1).addNull();
        authorization(json).putNull("memo");

        assertThat(PaymentHeader.decode(encode(json))).isEqualTo(payment);
        assertThat(payment.resourceUrl()).isEmpty();
    }

    @Test
    void theQuoteOfTheChallengeIsFoundInTheEcho() throws MalformedPayment {
        ObjectNode json = (ObjectNode) Vectors.Payment.A.json();
        ObjectNode extra = (ObjectNode) json.path("accepted").path("extra");

        extra.put("quote", "q-1");
        assertThat(PaymentHeader.decode(encode(json)).quote()).contains("q-1");

        extra.put("quote", 1);
        assertThat(PaymentHeader.decode(encode(json)).quote()).isEmpty();

        extra.putNull("quote");
        assertThat(PaymentHeader.decode(encode(json)).quote()).isEmpty();
    }

    @Test
    void theLargestNumbersOfTheChainFit() throws MalformedPayment {
        String largest = BigInteger.TWO.pow(256).subtract(BigInteger.ONE).toString();
        ObjectNode json = (ObjectNode) Vectors.Payment.A.json();
        authorization(json).put("value", largest).put("validBefore", largest);

        PaymentPayload payment = PaymentHeader.decode(encode(json));

        assertThat(payment.authorization().value()).hasToString(largest);
        assertThat(payment.authorization().validBefore()).hasToString(largest);
    }

    private static ObjectNode authorization(JsonNode json) {
        return (ObjectNode) json.path("payload").path("authorization");
    }

    private static JsonNode reversed(JsonNode json) {
        if (!json.isObject()) {
            return json;
        }
        ObjectNode other = new JsonMapper().createObjectNode();
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        Collections.reverse(names);
        names.forEach(name -> other.set(name, reversed(json.get(name))));
        return other;
    }

    private static String encode(Object json) {
        return Base64.getEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
