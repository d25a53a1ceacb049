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

/** R5, R6, R10 and R32: terms that change between the quote and the payment, and payments that mean other terms. */
class TermsAttacksTest {
    private static final String OTHER_SELLER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";

    private static TestGateway twin;
    private static DataFolderInspector premises;
    private static SellerFixture desk;
    private static int number;
    private TestGateway.Sold sold;
    private TestPayer purse;
    private HttpResponse<byte[]> challenge;

    @BeforeAll
    static void start() {
        twin = TestGateway.start(Map.of("TOLLGATE_ITEM_CACHE", "1m"));
        premises = new DataFolderInspector(twin);
        desk = new SellerFixture(twin);
    }

    @AfterAll
    static void stop() {
        premises.close();
        twin.close();
    }

    @BeforeEach
    void aBuyerWhoHasBeenQuoted() {
        sold = twin.upload(("worth its price " + number++).getBytes(StandardCharsets.UTF_8), TestGateway.PRICE);
        purse = new TestPayer(twin.buyer());
        challenge = twin.get(sold.downloadUrl());
    }

    private HttpResponse<byte[]> present(ObjectNode payment) {
        return twin.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payment));
    }

    private void assertRefused(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(twin.account(purse.address()).path("transfers").asInt()).isZero();
    }

    private void graceIsOver() {
        premises.backdateSupersededTerms(sold.blobId(), 601);
    }

    @Test
    void r32APriceThatWasRaisedMeanwhileIsHonoured() {
        desk.change(sold, "{\"price\":\"5\"}");

        HttpResponse<byte[]> v2 = present(purse.v2(challenge));
        TestPayer another = new TestPayer(twin.buyer());
        HttpResponse<byte[]> v1 = twin.get(sold.downloadUrl(), "X-PAYMENT", TestPayer.encode(another.v1(challenge)));

        assertThat(v2.statusCode()).isEqualTo(200);
        assertThat(v1.statusCode()).isEqualTo(200);
        assertThat(twin.account(purse.address()).path("transfers").asInt()).isEqualTo(1);
    }

    @Test
    void r32APriceThatWasLoweredMeanwhileIsChargedAsItWasSigned() {
        desk.change(sold, "{\"price\":\"0.001\"}");
        long before = twin.balance(purse.address());

        assertThat(present(purse.v2(challenge)).statusCode()).isEqualTo(200);
        assertThat(twin.balance(purse.address())).isEqualTo(before - 10_000);
    }

    @Test
    void r32AnotherRecipientMeanwhileIsNotPaidByAnOldQuote() {
        Address first = Address.parse(sold.answer().path("payTo").asText());
        Wallet second = Wallet.development(5);
        long had = twin.balance(second.address());
        desk.change(sold, "{\"payTo\":\"" + second.address() + "\"}");

        assertThat(present(purse.v2(challenge)).statusCode()).isEqualTo(200);

        assertThat(twin.balance(second.address())).isEqualTo(had);
        assertThat(twin.balance(first)).isPositive();
    }

    @Test
    void r32AfterTheGraceThereIsAFresh402() {
        desk.change(sold, "{\"price\":\"5\"}");
        graceIsOver();

        HttpResponse<byte[]> late = present(purse.v2(challenge));

        assertRefused(late);
        assertThat(TestPayer.terms(late).path("accepts").path(0).path("amount").asText())
                .isEqualTo("5000000");
        assertRefused(twin.get(sold.downloadUrl(), "X-PAYMENT", TestPayer.encode(purse.v1(challenge))));
    }

    @Test
    void r32AfterTheGraceTheOldRecipientIsNobody() {
        desk.change(sold, "{\"payTo\":\"" + OTHER_SELLER + "\"}");
        graceIsOver();

        HttpResponse<byte[]> late = present(purse.v2(challenge));

        assertRefused(late);
        assertThat(TestGateway.json(late).path("error").asText()).contains("recipient_mismatch");
        assertThat(TestPayer.terms(late).path("accepts").path(0).path("payTo").asText())
                .isEqualTo(OTHER_SELLER);
    }

    @Test
    void r32WhoHasPaidIsServedWhateverTheTermsAreByThen() {
        ObjectNode payment = purse.v2(challenge);
        assertThat(present(payment).statusCode()).isEqualTo(200);
        desk.change(sold, "{\"price\":\"5\",\"payTo\":\"" + OTHER_SELLER + "\"}");
        graceIsOver();

        assertThat(present(payment).statusCode()).isEqualTo(200);
        assertThat(twin.account(purse.address()).path("transfers").asInt()).isEqualTo(1);
    }

    @Test
    void r32PriceAndRecipientOfTwoVersionsDoNotMix() {
        desk.change(sold, "{\"price\":\"0.001\",\"payTo\":\"" + OTHER_SELLER + "\"}");
        ObjectNode cheapToTheFirst = purse.v2(challenge);
        cheapToTheFirst.set("payload", purse.signed(sold.answer().path("payTo").asText(), "1000"));
        ObjectNode dearToTheSecond = purse.v2(challenge);
        dearToTheSecond.set("payload", purse.signed(OTHER_SELLER, "10000"));

        assertRefused(present(cheapToTheFirst));
        assertRefused(present(dearToTheSecond));
    }

    @Test
    void r10AnOldQuoteDoesNotBuyAtANewPrice() {
        desk.change(sold, "{\"price\":\"0.001\"}");
        ObjectNode payment = purse.v2(challenge);
        ObjectNode accepted = (ObjectNode) payment.path("accepted");
        accepted.put("amount", "1000");
        payment.set("payload", purse.signed(accepted.path("payTo").asText(), "1000"));

        assertRefused(present(payment));
    }

    @Test
    void r5TheQuoteOfACheaperFileBuysNoDearOne() {
        TestGateway.Sold cheap = twin.upload(("cheap " + number).getBytes(StandardCharsets.UTF_8), "0.001");
        HttpResponse<byte[]> cheaply = twin.get(cheap.downloadUrl());
        ObjectNode dear = purse.v2(challenge);
        JsonNode quote =
                TestPayer.terms(cheaply).path("accepts").path(0).path("extra").path("quote");
        ((ObjectNode) dear.path("accepted").path("extra")).set("quote", quote);

        assertRefused(present(dear));
        assertRefused(present(purse.v2(cheaply)));
    }

    @Test
    void r5TwoBuyersAreNeverGivenOneQuote() {
        JsonNode first =
                TestPayer.terms(challenge).path("accepts").path(0).path("extra").path("quote");
        JsonNode second = TestPayer.terms(twin.get(sold.downloadUrl()))
                .path("accepts")
                .path(0)
                .path("extra")
                .path("quote");

        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void r6WhoeverIsPaidElsewhereIsNotPaidHere() {
        desk.change(sold, "{\"payTo\":\"" + OTHER_SELLER + "\"}");
        ObjectNode payment = purse.v2(twin.get(sold.downloadUrl()));
        payment.set("payload", purse.signed(Wallet.development(6).address().toString(), "10000"));

        assertRefused(present(payment));
    }
}
