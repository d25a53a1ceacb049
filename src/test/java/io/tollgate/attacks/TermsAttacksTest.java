package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.catalog.api.SellerFixture;
import io.tollgate.upload.DataFolderInspector;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R5, R6, R10 and R32: terms that change between quote and payment, and payments for other terms than the quoted ones. */
class TermsAttacksTest {
    private static final String OTHER_SELLER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";

    private static TestGateway gateway;
    private static DataFolderInspector inspector;
    private static SellerFixture desk;
    private static int number;
    private TestGateway.Sold sold;
    private TestPayer payer;
    private HttpResponse<byte[]> challenge;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("TOLLGATE_ITEM_CACHE", "1m"));
        inspector = new DataFolderInspector(gateway);
        desk = new SellerFixture(gateway);
    }

    @AfterAll
    static void stop() {
        inspector.close();
        gateway.close();
    }

    @BeforeEach
    void requestQuote() {
        sold = gateway.upload(("a file at its price " + number++).getBytes(StandardCharsets.UTF_8), TestGateway.PRICE);
        payer = new TestPayer(gateway.buyer());
        challenge = gateway.get(sold.downloadUrl());
    }

    private HttpResponse<byte[]> present(ObjectNode payment) {
        return gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payment));
    }

    private void assertRefused(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(gateway.account(payer.address()).path("transfers").asInt()).isZero();
    }

    private void endGracePeriod() {
        inspector.backdateSupersededTerms(sold.blobId(), 601);
    }

    @Test
    void r32AQuoteIsHonoredAfterThePriceIsRaised() {
        desk.change(sold, "{\"price\":\"5\"}");

        HttpResponse<byte[]> v2 = present(payer.v2(challenge));
        TestPayer otherPayer = new TestPayer(gateway.buyer());
        HttpResponse<byte[]> v1 =
                gateway.get(sold.downloadUrl(), "X-PAYMENT", TestPayer.encode(otherPayer.v1(challenge)));

        assertThat(v2.statusCode()).isEqualTo(200);
        assertThat(v1.statusCode()).isEqualTo(200);
        assertThat(gateway.account(payer.address()).path("transfers").asInt()).isEqualTo(1);
    }

    @Test
    void r32AQuoteIsChargedAsSignedAfterThePriceIsLowered() {
        desk.change(sold, "{\"price\":\"0.001\"}");
        long before = gateway.balance(payer.address());

        assertThat(present(payer.v2(challenge)).statusCode()).isEqualTo(200);
        assertThat(gateway.balance(payer.address())).isEqualTo(before - 10_000);
    }

    @Test
    void r32AnOldQuoteDoesNotPayANewRecipient() {
        Address first = Address.parse(sold.answer().path("payTo").asText());
        Wallet second = Wallet.development(5);
        long balance = gateway.balance(second.address());
        desk.change(sold, "{\"payTo\":\"" + second.address() + "\"}");

        assertThat(present(payer.v2(challenge)).statusCode()).isEqualTo(200);

        assertThat(gateway.balance(second.address())).isEqualTo(balance);
        assertThat(gateway.balance(first)).isPositive();
    }

    @Test
    void r32AfterTheGracePeriodAFresh402IsSent() {
        desk.change(sold, "{\"price\":\"5\"}");
        endGracePeriod();

        HttpResponse<byte[]> late = present(payer.v2(challenge));

        assertRefused(late);
        assertThat(TestPayer.terms(late).path("accepts").path(0).path("amount").asText())
                .isEqualTo("5000000");
        assertRefused(gateway.get(sold.downloadUrl(), "X-PAYMENT", TestPayer.encode(payer.v1(challenge))));
    }

    @Test
    void r32AfterTheGracePeriodTheOldRecipientIsRefused() {
        desk.change(sold, "{\"payTo\":\"" + OTHER_SELLER + "\"}");
        endGracePeriod();

        HttpResponse<byte[]> late = present(payer.v2(challenge));

        assertRefused(late);
        assertThat(TestGateway.json(late).path("error").asText()).contains("recipient_mismatch");
        assertThat(TestPayer.terms(late).path("accepts").path(0).path("payTo").asText())
                .isEqualTo(OTHER_SELLER);
    }

    @Test
    void r32APaidBuyerIsServedAfterTheTermsChange() {
        ObjectNode payment = payer.v2(challenge);
        assertThat(present(payment).statusCode()).isEqualTo(200);
        desk.change(sold, "{\"price\":\"5\",\"payTo\":\"" + OTHER_SELLER + "\"}");
        endGracePeriod();

        assertThat(present(payment).statusCode()).isEqualTo(200);
        assertThat(gateway.account(payer.address()).path("transfers").asInt()).isEqualTo(1);
    }

    @Test
    void r32PriceAndRecipientOfTwoVersionsDoNotMix() {
        desk.change(sold, "{\"price\":\"0.001\",\"payTo\":\"" + OTHER_SELLER + "\"}");
        ObjectNode cheapToTheFirst = payer.v2(challenge);
        cheapToTheFirst.set("payload", payer.signed(sold.answer().path("payTo").asText(), "1000"));
        ObjectNode expensiveToTheSecond = payer.v2(challenge);
        expensiveToTheSecond.set("payload", payer.signed(OTHER_SELLER, "10000"));

        assertRefused(present(cheapToTheFirst));
        assertRefused(present(expensiveToTheSecond));
    }

    @Test
    void r10AnOldQuoteDoesNotBuyAtANewPrice() {
        desk.change(sold, "{\"price\":\"0.001\"}");
        ObjectNode payment = payer.v2(challenge);
        ObjectNode accepted = (ObjectNode) payment.path("accepted");
        accepted.put("amount", "1000");
        payment.set("payload", payer.signed(accepted.path("payTo").asText(), "1000"));

        assertRefused(present(payment));
    }

    @Test
    void r5TheQuoteOfACheaperFileDoesNotBuyAnExpensiveOne() {
        TestGateway.Sold cheap = gateway.upload(("cheap " + number).getBytes(StandardCharsets.UTF_8), "0.001");
        HttpResponse<byte[]> cheapChallenge = gateway.get(cheap.downloadUrl());
        ObjectNode expensive = payer.v2(challenge);
        JsonNode quote = TestPayer.terms(cheapChallenge)
                .path("accepts")
                .path(0)
                .path("extra")
                .path("quote");
        ((ObjectNode) expensive.path("accepted").path("extra")).set("quote", quote);

        assertRefused(present(expensive));
        assertRefused(present(payer.v2(cheapChallenge)));
    }

    @Test
    void r5TwoBuyersNeverGetTheSameQuote() {
        JsonNode first =
                TestPayer.terms(challenge).path("accepts").path(0).path("extra").path("quote");
        JsonNode second = TestPayer.terms(gateway.get(sold.downloadUrl()))
                .path("accepts")
                .path(0)
                .path("extra")
                .path("quote");

        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void r6APaymentToAnUnrelatedRecipientIsRefused() {
        desk.change(sold, "{\"payTo\":\"" + OTHER_SELLER + "\"}");
        ObjectNode payment = payer.v2(gateway.get(sold.downloadUrl()));
        payment.set("payload", payer.signed(Wallet.development(6).address().toString(), "10000"));

        assertRefused(present(payment));
    }
}
