package io.tollgate.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** R7 and R12: what is no payment is refused with one sentence and one kind of exception, whatever it is. */
class MalformedPaymentTest {
    /** JSON values that are no amount and no time. */
    static Stream<String> oddNumbers() {
        return Stream.of(
                "null",
                "\"\"",
                "\" \"",
                "\"-1\"",
                "-1",
                "\"+1\"",
                "\"1e4\"",
                "1e4",
                "1E4",
                "10000.0",
                "\"10000.0\"",
                "\"0x10\"",
                "\"010000\"",
                "\"00\"",
                "\" 10000\"",
                "\"10000 \"",
                "\"10,000\"",
                "\"10_000\"",
                "\"ten\"",
                "\"NaN\"",
                "\"\u0661\u0662\"",
                "\"\uff11\"",
                "\"10000\\u0000\"",
                "\"10000\\n\"",
                "true",
                "[]",
                "[\"10000\"]",
                "{}",
                "\"" + BigInteger.TWO.pow(256) + "\"",
                BigInteger.TWO.pow(256).toString(),
                "\"" + "9".repeat(78) + "\"",
                "\"" + "9".repeat(79) + "\"",
                "9".repeat(200),
                "\"1" + "0".repeat(4000) + "\"");
    }

    @ParameterizedTest
    @MethodSource("oddNumbers")
    void r7AnOddAmountIsRefused(String odd) {
        assertRefused(encode(bent("value", odd)));
    }

    @ParameterizedTest
    @MethodSource("oddNumbers")
    void r7AnOddTimeIsRefused(String odd) {
        assertRefused(encode(bent("validAfter", odd)));
        assertRefused(encode(bent("validBefore", odd)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "\"0x\"",
                "1",
                "\"0x3C44CdDdB6a900fa2b585dd299e03d12FA4293B\"",
                "\"0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC0\"",
                "\"3C44CdDdB6a900fa2b585dd299e03d12FA4293BC00\"",
                "\"0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BG\"",
                "\"vitalik.eth\"",
                "[\"0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC\"]",
            })
    void anOddAddressOrNonceIsRefused(String odd) {
        assertRefused(encode(bent("from", odd)));
        assertRefused(encode(bent("to", odd)));
        assertRefused(encode(bent("nonce", odd)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "0", "3", "-1", "1.0", "2.5", "true", "\"2\"", "4294967297", "4294967298", "[2]", "{}"})
    void anotherVersionIsRefused(String version) {
        String json = Vectors.Payment.A.text("json").replace("\"x402Version\":2", "\"x402Version\":" + version);

        assertRefused(encode(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x402Version", "payload", "accepted"})
    void aPaymentWithoutItsPartsIsRefused(String part) {
        ObjectNode missing = (ObjectNode) Vectors.Payment.A.json();
        ObjectNode nothing = missing.deepCopy().putNull(part);
        ObjectNode text = missing.deepCopy().put(part, "text");
        missing.remove(part);

        assertRefused(encode(missing));
        assertRefused(encode(nothing));
        assertRefused(encode(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"signature", "authorization"})
    void aPayloadWithoutItsPartsIsRefused(String part) {
        ObjectNode missing = (ObjectNode) Vectors.Payment.B.json();
        ((ObjectNode) missing.path("payload")).remove(part);
        ObjectNode number = (ObjectNode) Vectors.Payment.B.json();
        ((ObjectNode) number.path("payload")).put(part, 5);

        assertRefused(encode(missing));
        assertRefused(encode(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scheme", "network"})
    void aV1PaymentWithoutSchemeOrNetworkIsRefused(String part) {
        ObjectNode missing = (ObjectNode) Vectors.Payment.B.json();
        missing.remove(part);

        assertRefused(encode(missing));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                " ",
                "=",
                "====",
                "null",
                "%%%%",
                "{\"x402Version\":2}",
                "eyJ4NDAy\neyJ4NDAy",
                "eyJ4=NDAy",
                "eyJ4N",
                "\u00fc\u20ac\ud83d\ude00",
                "Bearer abc",
            })
    void whatIsNotBase64IsRefused(String header) {
        assertRefused(header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "true",
                "402",
                "\"text\"",
                "[]",
                "[{\"x402Version\":2}]",
                "{",
                "{}",
                "{}{}",
                "{\"x402Version\":2,}",
                "{'x402Version':2}",
                "{x402Version:2}",
                "// comment\n{}",
                "{\"a\":NaN}",
                "{\"a\":1e999999999}",
                "\u0000",
            })
    void whatIsNotAJsonObjectIsRefused(String json) {
        assertRefused(encode(json));
    }

    @Test
    void textAfterThePaymentIsRefused() {
        assertRefused(encode(Vectors.Payment.A.text("json") + "{}"));
        assertRefused(encode(Vectors.Payment.A.text("json") + "x"));
    }

    @Test
    void r12AFieldNamedTwiceIsRefusedBecauseReadersWouldDisagree() {
        String twice =
                Vectors.Payment.A.text("json").replace("\"value\":\"10000\"", "\"value\":\"1\",\"value\":\"10000\"");

        assertRefused(encode(twice));
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "c0 80", "ed a0 80", "f4 90 80 80", "ff", "e2 82"})
    void r12InvalidUtf8IsRefused(String hex) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("{\"x402Version\":2,\"note\":\"".getBytes(StandardCharsets.UTF_8));
        for (String octet : hex.split(" ")) {
            bytes.write(Integer.parseInt(octet, 16));
        }
        bytes.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(MalformedPayment.class)
                .isThrownBy(() -> PaymentHeader.decode(Base64.getEncoder().encodeToString(bytes.toByteArray())))
                .withMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {8_192, 65_536, 1_048_576})
    void r12ALongHeaderIsRefusedWithoutBeingDecoded(int length) {
        String valid = padded(length);

        assertThat(valid).hasSize(length);
        assertThatExceptionOfType(MalformedPayment.class)
                .isThrownBy(() -> PaymentHeader.decode(valid))
                .withMessageContaining("longer than 8191");
    }

    @Test
    void theLongestHeaderThatIsReadIsRead() throws MalformedPayment {
        String header = padded(PaymentHeader.MAX_LENGTH - 3);

        assertThat(PaymentHeader.decode(header).authorization()).isEqualTo(Vectors.Payment.A.authorization());
    }

    @Test
    void r12DeepNestingIsRefused() {
        for (int depth : new int[] {21, 1_000, 3_000}) {
            assertRefused(encode("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}"));
            assertRefused(encode("[".repeat(depth)));
        }
        assertRefused(encode("{\"a\":".repeat(100_000)));
        assertRefused(encode("[" + "0,".repeat(1_000_000) + "0]"));
    }

    @Test
    void randomBytesAndDamagedPaymentsNeverCauseAnotherException() {
        Random random = new Random(12);
        byte[] good = Vectors.Payment.A.text("json").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = good.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            String header = Base64.getEncoder().encodeToString(bytes);
            String cut = header.substring(0, random.nextInt(header.length()));

            assertReadOrMalformed(header);
            assertReadOrMalformed(cut);
        }
    }

    @Test
    void theMessageIsShortAndRepeatsNothingOfThePayment() {
        String script = "<script>alert(1)</script>";

        for (String field : new String[] {"from", "value", "validAfter", "nonce"}) {
            String header = encode(bent(field, "\"" + script + "\""));
            assertThatExceptionOfType(MalformedPayment.class)
                    .isThrownBy(() -> PaymentHeader.decode(header))
                    .satisfies(
                            e -> assertThat(e.getMessage()).hasSizeLessThan(120).doesNotContain("script"));
        }
    }

    private static void assertReadOrMalformed(String header) {
        try {
            assertThat(PaymentHeader.decode(header).version()).isIn(1, 2);
        } catch (MalformedPayment e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void assertRefused(String header) {
        assertThatExceptionOfType(MalformedPayment.class).isThrownBy(() -> PaymentHeader.decode(header));
    }

    /** The good v2 payment with one field of its authorisation replaced by a JSON text. */
    private static String bent(String field, String json) {
        JsonNode payment = Vectors.Payment.A.json();
        String name = "\"" + field + "\":";
        String good = name + payment.path("payload").path("authorization").path(field);
        return payment.toString().replace(good, name + json);
    }

    /** The good v2 payment, blown up by a field that nobody knows to just the given length (a multiple of four). */
    private static String padded(int length) {
        int room = length / 4 * 3 - Vectors.Payment.A.json().toString().length() - ",\"note\":\"\"".length();
        ObjectNode json = ((ObjectNode) Vectors.Payment.A.json()).put("note", "x".repeat(room));
        return encode(json);
    }

    private static String encode(Object json) {
        return Base64.getEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
