package io.tollgate.sale;

import static io.tollgate.StandInFacilitator.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.StandInFacilitator;
import io.tollgate.StandInNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payers whose account is code: their wallet says what it signed, and where it cannot be asked a facilitator does. */
class SmartWalletTest {
    private static final byte[] CONTENT = "bytes that only a buyer may see".getBytes(StandardCharsets.UTF_8);

    private static StandInFacilitator facilitator;
    private static StandInNode node;
    private static TestGateway asking;
    private static TestGateway blind;
    private static TestGateway.Sold sold;
    private static TestGateway.Sold soldBlind;

    private Address wallet;
    private int settled;
    private int verified;

    @BeforeAll
    static void start() {
        facilitator = new StandInFacilitator();
        node = new StandInNode();
        asking = TestGateway.start(Map.of("FACILITATOR_URL", facilitator.url(), "RPC_URL", node.url()));
        blind = TestGateway.start(
                Map.of("FACILITATOR_URL", facilitator.url(), "RPC_URL", "off", "TOLLGATE_VERIFY", "local"));
        sold = asking.upload(CONTENT, TestGateway.PRICE);
        soldBlind = blind.upload(CONTENT, TestGateway.PRICE);
    }

    @AfterAll
    static void stop() {
        asking.close();
        blind.close();
        node.close();
        facilitator.close();
    }

    @BeforeEach
    void aWallet() {
        wallet = new Wallet(random(32).substring(2)).address();
        node.addWallet(wallet);
        facilitator.on("verify", json(200, "{\"isValid\":true}"));
        settled = facilitator.calls("settle").size();
        verified = facilitator.calls("verify").size();
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return "0x" + HexFormat.of().formatHex(random);
    }

    /** A payment by an account that signs in a way of its own. */
    private static ObjectNode payment(TestGateway gateway, TestGateway.Sold item, Address payer, String signature) {
        ObjectNode payment = new TestPayer(gateway.buyer()).v2(gateway.get(item.downloadUrl()));
        ((ObjectNode) payment.at("/payload/authorization")).put("from", payer.toString());
        return signed(payment, signature);
    }

    private static ObjectNode signed(ObjectNode payment, String signature) {
        ObjectNode copy = payment.deepCopy();
        ((ObjectNode) copy.path("payload")).put("signature", signature);
        return copy;
    }

    private static HttpResponse<byte[]> pay(TestGateway gateway, TestGateway.Sold item, ObjectNode payment) {
        return gateway.get(item.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payment));
    }

    private int settlements() {
        return facilitator.calls("settle").size() - settled;
    }

    private int verifications() {
        return facilitator.calls("verify").size() - verified;
    }

    private static void assertServed(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
    }

    private void assertRefusedHere(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(TestPayer.terms(answer).path("error").asText()).isEqualTo("invalid_exact_evm_payload_signature");
        assertThat(verifications()).isZero();
        assertThat(settlements()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 96, 1000})
    void aWalletThatStandsByItsSignatureBuys(int bytes) {
        String signature = random(bytes);
        node.acceptSignature(signature);

        assertServed(pay(asking, sold, payment(asking, sold, wallet, signature)));

        assertThat(settlements()).isEqualTo(1);
        assertThat(facilitator
                        .calls("settle")
                        .getLast()
                        .json()
                        .at("/paymentPayload/payload/signature")
                        .asText())
                .isEqualTo(signature);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 96})
    void r20AWalletThatDoesNotStandByItIsRefusedWhateverTheFacilitatorWouldSay(int bytes) {
        assertRefusedHere(pay(asking, sold, payment(asking, sold, wallet, random(bytes))));
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 96})
    void r20AnAccountWithoutCodeHasOnlyItsKey(int bytes) {
        Address undeployed = new Wallet(random(32).substring(2)).address();
        String signature = random(bytes);
        node.acceptSignature(signature);

        assertRefusedHere(pay(asking, sold, payment(asking, sold, undeployed, signature)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x", "0x1", "hello", "0xzz"})
    void whatIsNoSignatureAtAllIsRefused(String signature) {
        HttpResponse<byte[]> answer = pay(asking, sold, payment(asking, sold, wallet, signature));

        assertThat(answer.statusCode()).isIn(400, 402);
        assertThat(settlements()).isZero();
    }

    @Test
    void theSamePaymentAgainDeliversWithoutAnybodyBeingAsked() {
        String signature = random(96);
        node.acceptSignature(signature);
        ObjectNode payment = payment(asking, sold, wallet, signature);
        assertServed(pay(asking, sold, payment));
        int codeRequests = node.codeRequests();

        assertServed(pay(asking, sold, payment));
        assertServed(
                pay(asking, sold, signed(payment, "0x" + signature.substring(2).toUpperCase())));

        assertThat(node.codeRequests()).isEqualTo(codeRequests);
        assertThat(settlements()).isEqualTo(1);
    }

    @Test
    void r42AnotherSignatureOfASettledPaymentIsTakenOnlyWhenTheWalletStandsByIt() {
        String signature = random(96);
        String another = random(120);
        node.acceptSignature(signature).acceptSignature(another);
        ObjectNode payment = payment(asking, sold, wallet, signature);
        assertServed(pay(asking, sold, payment));

        HttpResponse<byte[]> garbage = pay(asking, sold, signed(payment, random(96)));
        HttpResponse<byte[]> garbageLikeAKeys = pay(asking, sold, signed(payment, random(65)));
        HttpResponse<byte[]> good = pay(asking, sold, signed(payment, another));

        assertThat(garbage.statusCode()).isEqualTo(402);
        assertThat(garbageLikeAKeys.statusCode()).isEqualTo(402);
        assertServed(good);
        assertThat(settlements()).isEqualTo(1);
    }

    @Test
    void withoutAChainAFacilitatorIsAskedBeforeAnythingIsClaimed() {
        ObjectNode payment = payment(blind, soldBlind, wallet, random(96));
        facilitator.on("verify", json(200, "{\"isValid\":false,\"invalidReason\":\"invalid_exact_evm_signature\"}"));

        HttpResponse<byte[]> refused = pay(blind, soldBlind, payment);
        facilitator.on("verify", json(200, "{\"isValid\":true}"));
        HttpResponse<byte[]> served = pay(blind, soldBlind, payment);
        HttpResponse<byte[]> again = pay(blind, soldBlind, payment);

        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(TestPayer.terms(refused).path("error").asText()).isEqualTo("invalid_exact_evm_signature");
        assertServed(served);
        assertServed(again);
        assertThat(verifications()).isEqualTo(2);
        assertThat(settlements()).isEqualTo(1);
    }

    @Test
    void r42WithoutAChainOnlyTheSignatureThatWasClaimedIsTakenForASettledPayment() {
        ObjectNode payment = payment(blind, soldBlind, wallet, random(96));
        assertServed(pay(blind, soldBlind, payment));

        HttpResponse<byte[]> garbage = pay(blind, soldBlind, signed(payment, random(96)));

        assertThat(garbage.statusCode()).isEqualTo(402);
        assertThat(verifications()).isEqualTo(1);
        assertThat(settlements()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65})
    void r20WithoutAChainASignatureOfAKeysFormMustBeOfThePayersKey(int bytes) {
        assertRefusedHere(pay(blind, soldBlind, payment(blind, soldBlind, wallet, random(bytes))));
    }

    @Test
    void whileTheChainCannotBeReachedAFacilitatorIsAskedOrTheBuyerToldToComeBack() {
        try (StandInNode broken = new StandInNode();
                TestGateway gateway =
                        TestGateway.start(Map.of("FACILITATOR_URL", facilitator.url(), "RPC_URL", broken.url()))) {
            TestGateway.Sold item = gateway.upload(CONTENT, TestGateway.PRICE);
            broken.close();

            HttpResponse<byte[]> waits = pay(gateway, item, payment(gateway, item, wallet, random(65)));
            HttpResponse<byte[]> served = pay(gateway, item, payment(gateway, item, wallet, random(96)));

            assertThat(waits.statusCode()).isEqualTo(503);
            assertThat(TestGateway.json(waits).path("code").asText()).isEqualTo("wallet_unreachable");
            assertThat(waits.headers().firstValue("Retry-After")).isPresent();
            assertServed(served);
            assertThat(verifications()).isEqualTo(1);
        }
    }
}
