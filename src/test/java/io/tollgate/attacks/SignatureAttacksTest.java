package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.StandInFacilitator;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R8, R20, R42: signatures that are random, from another wallet, or over other fields. */
class SignatureAttacksTest {
    private static final byte[] CONTENT = "bytes that only a buyer may see".getBytes(StandardCharsets.UTF_8);
    private static final String SELLER = "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720";

    private static StandInFacilitator lyingFacilitator;
    private static TestGateway trustingGateway;
    private static TestGateway gateway;
    private static TestGateway.Sold sold;
    private static TestGateway.Sold soldByTrusting;

    private TestPayer payer;
    private ObjectNode payment;

    @BeforeAll
    static void start() {
        lyingFacilitator = new StandInFacilitator();
        trustingGateway = TestGateway.start(Map.of("FACILITATOR_URL", lyingFacilitator.url(), "RPC_URL", "off"));
        gateway = TestGateway.start();
        sold = gateway.upload(CONTENT, TestGateway.PRICE);
        soldByTrusting = trustingGateway.upload(CONTENT, TestGateway.PRICE);
    }

    @AfterAll
    static void stop() {
        trustingGateway.close();
        gateway.close();
        lyingFacilitator.close();
    }

    @BeforeEach
    void createPayment() {
        payer = new TestPayer(gateway.buyer());
        payment = payer.v2(gateway.get(sold.downloadUrl()));
    }

    private static ObjectNode signed(ObjectNode payment, String signature) {
        ObjectNode copy = payment.deepCopy();
        ((ObjectNode) copy.path("payload")).put("signature", signature);
        return copy;
    }

    private static HttpResponse<byte[]> pay(ObjectNode payment) {
        return gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payment));
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        random[bytes - 1] = 27;
        return "0x" + HexFormat.of().formatHex(random);
    }

    private String signature() {
        return payment.at("/payload/signature").asText();
    }

    private static void assertNoContent(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1)).doesNotContain("only a buyer");
    }

    private int transfers() {
        return gateway.account(payer.address()).path("transfers").asInt();
    }

    @Test
    void r20ABadSignatureIsRefusedBeforeTheFacilitatorIsCalled() {
        ObjectNode honest = payer.v2(trustingGateway.get(soldByTrusting.downloadUrl()));
        String another = new TestPayer(gateway.buyer())
                .signed(SELLER, "10000")
                .path("signature")
                .asText();
        for (String bad : new String[] {random(65), random(64), another}) {
            HttpResponse<byte[]> answer = trustingGateway.get(
                    soldByTrusting.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(signed(honest, bad)));

            assertNoContent(answer);
            assertThat(TestPayer.terms(answer).path("error").asText()).contains("signature");
        }
        assertThat(lyingFacilitator.calls("verify")).isEmpty();
        assertThat(lyingFacilitator.calls("settle")).isEmpty();
    }

    @Test
    void r8AnotherChainOrAmountIsRefusedBeforeTheFacilitatorIsCalled() {
        ObjectNode otherAmount = payer.v2(trustingGateway.get(soldByTrusting.downloadUrl()));
        otherAmount.set("payload", payer.signed(SELLER, "1"));
        ObjectNode otherChain = payer.v2(trustingGateway.get(soldByTrusting.downloadUrl()));
        ((ObjectNode) otherChain.path("accepted")).put("network", "eip155:8453");
        ObjectNode otherSeller = payer.v2(trustingGateway.get(soldByTrusting.downloadUrl()));
        otherSeller.set("payload", payer.signed(payer.address().toString(), "10000"));

        for (ObjectNode bad : new ObjectNode[] {otherAmount, otherChain, otherSeller}) {
            assertNoContent(
                    trustingGateway.get(soldByTrusting.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(bad)));
        }
        assertThat(lyingFacilitator.calls("verify")).isEmpty();
        assertThat(lyingFacilitator.calls("settle")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 96, 1000})
    void r42GarbageThatNamesASettledPaymentIsRefused(int bytes) {
        assertThat(pay(payment).statusCode()).isEqualTo(200);

        assertNoContent(pay(signed(payment, random(bytes))));

        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r42ASettledPaymentWithAChangedSignatureIsRefused() {
        assertThat(pay(payment).statusCode()).isEqualTo(200);
        char digit = signature().charAt(20);
        String changed = signature().substring(0, 20)
                + (digit == 'a' ? 'b' : 'a')
                + signature().substring(21);

        assertNoContent(pay(signed(payment, changed)));
    }

    @Test
    void r42OtherFormsOfTheSameSignatureAreTheSameClaim() {
        byte[] bytes = HexFormat.of().parseHex(signature().substring(2));
        String zeroOrOne = signature().substring(0, 130) + (bytes[64] == 27 ? "00" : "01");
        byte[] compact = Arrays.copyOf(bytes, 64);
        if (bytes[64] == 28) {
            compact[32] |= (byte) 0x80;
        }
        assertThat(pay(payment).statusCode()).isEqualTo(200);

        HttpResponse<byte[]> first = pay(signed(payment, zeroOrOne));
        HttpResponse<byte[]> second = pay(signed(payment, "0x" + HexFormat.of().formatHex(compact)));

        assertThat(first.body()).isEqualTo(CONTENT);
        assertThat(second.body()).isEqualTo(CONTENT);
        assertThat(first.headers().firstValue("PAYMENT-RESPONSE"))
                .isEqualTo(second.headers().firstValue("PAYMENT-RESPONSE"));
        assertThat(transfers()).isEqualTo(1);
    }
}
