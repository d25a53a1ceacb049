package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R4 to R10: payments that are copied, re-encoded, made for another seller, or of another amount. */
class PaymentAttacksTest {
    private static final byte[] CONTENT = "bytes that only a buyer may see".getBytes(StandardCharsets.UTF_8);
    private static final String OTHER_SELLER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";

    private static TestGateway gateway;
    private static TestGateway.Sold sold;
    private static TestGateway.Sold other;
    private static TestGateway.Sold expensive;
    private TestPayer payer;
    private HttpResponse<byte[]> challenge;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        sold = gateway.upload(CONTENT, TestGateway.PRICE);
        other = gateway.upload("another file of the same price".getBytes(StandardCharsets.UTF_8), TestGateway.PRICE);
        expensive = gateway.upload("an expensive file".getBytes(StandardCharsets.UTF_8), "5");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void requestChallenge() {
        payer = new TestPayer(gateway.buyer());
        challenge = gateway.get(sold.downloadUrl());
    }

    private HttpResponse<byte[]> present(TestGateway.Sold item, String header, String payment) {
        return gateway.get(item.downloadUrl(), header, payment);
    }

    private int transfers() {
        return gateway.account(payer.address()).path("transfers").asInt();
    }

    private void assertRefused(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isIn(400, 402);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("only a buyer");
        assertThat(transfers()).isZero();
    }

    @Test
    void r4EveryEncodingOfOneAuthorizationIsOneClaim() {
        ObjectNode v2 = payer.v2(challenge);
        String json = v2.toString();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        ObjectNode v1 = TestGateway.JSON
                .createObjectNode()
                .put("x402Version", 1)
                .put("scheme", "exact")
                .put("network", "base-sepolia");
        v1.set("payload", v2.get("payload"));
        ObjectNode lower = v2.deepCopy();
        ObjectNode fields = (ObjectNode) lower.path("payload").path("authorization");
        for (String name : List.of("from", "to", "nonce")) {
            fields.put(name, fields.path(name).asText().toLowerCase(Locale.ROOT));
        }
        ObjectNode shuffled = TestGateway.JSON.createObjectNode();
        List<String> names = new ArrayList<>();
        v2.fieldNames().forEachRemaining(names::add);
        Collections.reverse(names);
        names.forEach(name -> shuffled.set(name, v2.get(name)));
        List<String> encodings = List.of(
                TestPayer.encode(v2),
                TestPayer.encode(shuffled),
                TestPayer.encode(lower),
                Base64.getEncoder().encodeToString(v2.toPrettyString().getBytes(StandardCharsets.UTF_8)),
                Base64.getUrlEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes));

        for (String encoding : encodings) {
            HttpResponse<byte[]> answer = present(sold, "PAYMENT-SIGNATURE", encoding);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(CONTENT);
        }
        present(sold, "X-PAYMENT", TestPayer.encode(v1));

        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r5ACheapPaymentDoesNotBuyAnExpensiveFile() {
        assertRefused(present(expensive, "PAYMENT-SIGNATURE", TestPayer.encode(payer.v2(challenge))));
        assertRefused(present(expensive, "X-PAYMENT", TestPayer.encode(payer.v1(challenge))));
    }

    @Test
    void r5APaymentThatNamesAnotherFileIsRefused() {
        assertRefused(present(other, "PAYMENT-SIGNATURE", TestPayer.encode(payer.v2(challenge))));
    }

    @Test
    void r5AnotherFilesQuoteIsRefusedEvenWithoutAResource() {
        ObjectNode payment = payer.v2(challenge);
        payment.remove("resource");

        assertRefused(present(other, "PAYMENT-SIGNATURE", TestPayer.encode(payment)));
    }

    @Test
    void r5AV1PaymentBelongsToTheFileThatFirstClaimedIt() {
        String payment = TestPayer.encode(payer.v1(challenge));

        HttpResponse<byte[]> firstFile = present(sold, "X-PAYMENT", payment);
        HttpResponse<byte[]> secondFile = present(other, "X-PAYMENT", payment);

        assertThat(firstFile.statusCode()).isEqualTo(200);
        assertThat(secondFile.statusCode()).isEqualTo(402);
        assertThat(TestGateway.json(secondFile).path("error").asText()).isEqualTo("payment_already_used");
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r6AnotherSellersPaymentIsRefused() {
        ObjectNode payment = payer.v2(challenge);
        payment.set("payload", payer.signed(OTHER_SELLER, "10000"));

        assertRefused(present(sold, "PAYMENT-SIGNATURE", TestPayer.encode(payment)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9999",
                "10001",
                "0",
                "1000000000000000000",
                "115792089237316195423570985008687907853269984665640564039457584007913129639935"
            })
    void r7AnotherAmountIsRefused(String amount) {
        ObjectNode payment = payer.v2(challenge);
        payment.set("payload", payer.signed(sellerOf(challenge), amount));

        assertRefused(present(sold, "PAYMENT-SIGNATURE", TestPayer.encode(payment)));
    }

    static Stream<String> malformedAmounts() {
        return Stream.of(
                "\"\"",
                "null",
                "\"-1\"",
                "\"1e4\"",
                "\"0x10\"",
                "\"010000\"",
                "\" 10000\"",
                "\"10000.0\"",
                "1e4",
                "10000.5",
                "-10000",
                "true",
                "[]",
                "{}",
                "\"" + "9".repeat(79) + "\"",
                "\"115792089237316195423570985008687907853269984665640564039457584007913129639936\"",
                "\"１００００\"");
    }

    @ParameterizedTest
    @MethodSource("malformedAmounts")
    void r7AMalformedAmountIsRefused(String json) throws Exception {
        ObjectNode payment = payer.v2(challenge);
        ((ObjectNode) payment.path("payload").path("authorization")).set("value", TestGateway.JSON.readTree(json));

        HttpResponse<byte[]> answer = present(sold, "PAYMENT-SIGNATURE", TestPayer.encode(payment));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo("malformed_payment");
    }

    static Stream<Arguments> tampered() {
        return Stream.of(
                tamper("asset", terms -> terms.put("asset", OTHER_SELLER)),
                tamper("chain", terms -> terms.put("network", "eip155:8453")),
                tamper("another testnet", terms -> terms.put("network", "eip155:11155111")),
                tamper("solana", terms -> terms.put("network", "solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1")),
                tamper("short network name in v2", terms -> terms.put("network", "base")),
                tamper("payTo", terms -> terms.put("payTo", OTHER_SELLER)),
                tamper("amount", terms -> terms.put("amount", "1")),
                tamper("amount as a number", terms -> terms.put("amount", 10_000)),
                tamper("timeout", terms -> terms.put("maxTimeoutSeconds", 31_536_000)),
                tamper("scheme", terms -> terms.put("scheme", "upto")),
                tamper("domain name", terms -> ((ObjectNode) terms.path("extra")).put("name", "USD Coin")),
                tamper("domain version", terms -> ((ObjectNode) terms.path("extra")).put("version", "1")),
                tamper("no extra", terms -> terms.remove("extra")),
                tamper(
                        "quote",
                        terms -> ((ObjectNode) terms.path("extra")).put("quote", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")));
    }

    private static Arguments tamper(String what, Consumer<ObjectNode> change) {
        return Arguments.of(what, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tampered")
    void r8r10TamperedTermsAreRefused(String what, Consumer<ObjectNode> change) {
        ObjectNode payment = payer.v2(challenge);
        change.accept((ObjectNode) payment.path("accepted"));

        assertRefused(present(sold, "PAYMENT-SIGNATURE", TestPayer.encode(payment)));
    }

    @Test
    void r8AMainnetNameInV1IsRefused() {
        assertRefused(
                present(sold, "X-PAYMENT", TestPayer.encode(payer.v1(challenge).put("network", "base"))));
    }

    static Stream<Arguments> windows() {
        return Stream.of(
                Arguments.of("expired", -600L, -1L),
                Arguments.of("nearly expired", -600L, 3L),
                Arguments.of("in the future", 120L, 300L));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("windows")
    void r9AWindowThatDoesNotIncludeNowIsRefused(String what, long after, long before) {
        long now = System.currentTimeMillis() / 1000;
        ObjectNode payment = payer.v2(challenge);
        payment.set("payload", payer.signed(sellerOf(challenge), "10000", now + after, now + before));

        assertRefused(present(sold, "PAYMENT-SIGNATURE", TestPayer.encode(payment)));
    }

    @Test
    void r9AWindowWiderThanRequestedIsAccepted() {
        long now = System.currentTimeMillis() / 1000;
        ObjectNode payment = payer.v2(challenge);
        payment.set("payload", payer.signed(sellerOf(challenge), "10000", 0, now + 3600));

        assertThat(present(sold, "PAYMENT-SIGNATURE", TestPayer.encode(payment)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSignatureOfAnotherWalletIsRefused() {
        ObjectNode payment = payer.v2(challenge);
        JsonNode stranger = new TestPayer(gateway.buyer()).signed(sellerOf(challenge), "10000");
        ((ObjectNode) payment.path("payload")).set("signature", stranger.path("signature"));

        HttpResponse<byte[]> answer = present(sold, "PAYMENT-SIGNATURE", TestPayer.encode(payment));

        assertRefused(answer);
        assertThat(TestGateway.json(answer).path("error").asText()).contains("signature");
    }

    private static String sellerOf(HttpResponse<byte[]> challenge) {
        return TestPayer.terms(challenge).path("accepts").path(0).path("payTo").asText();
    }
}
