package io.tollgate.x402.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.x402.protocol.Vectors.Payment;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks R7 and R12: whatever a header holds, the answer is a payment or one kind of exception. */
class MalformedHeaderTest {
    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String encode(String json) {
        return encode(json.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode official() throws Exception {
        return (ObjectNode) Vectors.JSON.readTree(Payment.A_v2_base_sepolia.text("json"));
    }

    private static void assertRefused(String header) {
        assertThatThrownBy(() -> PaymentHeader.decode(header))
                .isExactlyInstanceOf(MalformedPayment.class)
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(200));
    }

    static Stream<String> headers() {
        byte[] latin1 = "{\"x402Version\":2,\"scheme\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] overlong = {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'};
        byte[] surrogate = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};
        return Stream.of(
                "",
                " ",
                "=",
                "====",
                "A",
                "not base64 at all!",
                "e30=e30=",
                "e3\n0=",
                encode(latin1),
                encode(overlong),
                encode(surrogate),
                encode(new byte[] {0, 0, 0, 0}),
                encode("null"),
                encode("[]"),
                encode("1"),
                encode("\"text\""),
                encode("{}"),
                encode("{"),
                encode("{}{}"),
                encode("{\"x402Version\":2}"),
                encode("{\"x402Version\":2,\"x402Version\":1}"),
                encode("{\"x402Version\":2,\"accepted\":[],\"payload\":{}}"),
                encode("{\"x402Version\":1,\"scheme\":{},\"network\":[],\"payload\":null}"),
                encode("{'x402Version':2}"),
                encode("{\"x402Version\":NaN}"),
                "=".repeat(8191),
                "=".repeat(8190) + "x");
    }

    @ParameterizedTest
    @MethodSource("headers")
    void whatIsNoPaymentIsRefused(String header) {
        assertRefused(header);
    }

    @ParameterizedTest
    @ValueSource(ints = {8192, 65_536, 1_048_576})
    void anOverlongHeaderIsRefusedUnread(int length) {
        assertThatThrownBy(() -> PaymentHeader.decode("A".repeat(length)))
                .isExactlyInstanceOf(MalformedPayment.class)
                .hasMessageContaining("longer than 8191");
    }

    @Test
    void theLongestHeaderIsReadAndRefused() {
        assertRefused("A".repeat(8191));
    }

    @ParameterizedTest
    @CsvSource({"100000, {\"a\":", "100000, [", "1000000, '1,'", "3000, {\"a\":", "6000, ["})
    void deepAndWideDocumentsAreRefused(int times, String part) {
        assertRefused(encode("[" + part.repeat(times)));
        assertRefused(encode("{\"x402Version\":2,\"accepted\":" + part.repeat(times)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "3", "-1", "\"2\"", "2.0", "4294967298", "18446744073709551618", "null", "true", "[2]"})
    void aVersionThatIsNotOneOrTwoIsRefused(String version) throws Exception {
        ObjectNode json = official();
        json.set("x402Version", Vectors.JSON.readTree(version));

        assertRefused(encode(json.toString()));
    }

    static Stream<JsonNode> numbers() throws Exception {
        return Stream.of(
                Vectors.JSON.readTree("null"),
                Vectors.JSON.readTree("\"\""),
                Vectors.JSON.readTree("\" \""),
                Vectors.JSON.readTree("\"-1\""),
                Vectors.JSON.readTree("-1"),
                Vectors.JSON.readTree("\"+1\""),
                Vectors.JSON.readTree("\"1e4\""),
                Vectors.JSON.readTree("1e4"),
                Vectors.JSON.readTree("10000.0"),
                Vectors.JSON.readTree("\"0x10\""),
                Vectors.JSON.readTree("\"010000\""),
                Vectors.JSON.readTree("\"10000 \""),
                Vectors.JSON.readTree("true"),
                Vectors.JSON.readTree("[10000]"),
                Vectors.JSON.readTree("\"" + BigInteger.TWO.pow(256) + "\""),
                Vectors.JSON.readTree(BigInteger.TWO.pow(256).toString()),
                Vectors.JSON.readTree("\"" + "1".repeat(79) + "\""),
                Vectors.JSON.readTree("1".repeat(101)));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aNumberThatIsNoPlainDecimalIsRefused(JsonNode number) throws Exception {
        for (String field : new String[] {"value", "validAfter", "validBefore"}) {
            ObjectNode json = official();
            ((ObjectNode) json.path("payload").path("authorization")).set(field, number);

            assertRefused(encode(json.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"from", "to", "value", "validAfter", "validBefore", "nonce"})
    void anAuthorizationWithoutOneOfItsFieldsIsRefused(String field) throws Exception {
        ObjectNode json = official();
        ((ObjectNode) json.path("payload").path("authorization")).remove(field);

        assertRefused(encode(json.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"from", "to", "nonce"})
    void hexOfAnotherLengthIsRefused(String field) throws Exception {
        ObjectNode json = official();
        ((ObjectNode) json.path("payload").path("authorization")).put(field, "0x" + "ab".repeat(33));

        assertRefused(encode(json.toString()));
    }

    @Test
    void aDamagedPaymentIsReadOrRefusedButNeverAnotherException() {
        Random random = new Random(12);
        byte[] official = Payment.A_v2_base_sepolia.text("json").getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = official.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            String header = encode(bytes);
            assertReadOrRefused(header);
            assertReadOrRefused(header.substring(0, random.nextInt(header.length())));
        }
    }

    private static void assertReadOrRefused(String header) {
        try {
            assertThat(PaymentHeader.decode(header).version()).isEqualTo(2);
        } catch (MalformedPayment e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"from", "to", "value", "validAfter", "validBefore", "nonce"})
    void theMessageRepeatsNothingOfThePayment(String field) throws Exception {
        ObjectNode json = official();
        ((ObjectNode) json.path("payload").path("authorization")).put(field, "<script>alert(1)</script>");

        assertThatThrownBy(() -> PaymentHeader.decode(encode(json.toString())))
                .hasMessageNotContainingAny("script", "alert");
    }

    @Test
    void whatIsRefusedAsADuplicateIsReadWhenItStandsOnce() throws Exception {
        String once = Payment.A_v2_base_sepolia.text("json");
        String twice = once.replace("\"value\":", "\"value\":\"1\",\"value\":");

        assertThat(PaymentHeader.decode(encode(once)).authorization().value()).hasToString("10000");
        assertRefused(encode(twice));
    }
}
