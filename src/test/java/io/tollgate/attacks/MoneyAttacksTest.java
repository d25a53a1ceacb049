package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.Purse;
import io.tollgate.Twin;
import io.tollgate.database.Database;
import io.tollgate.database.DatabaseAccess;
import io.tollgate.payment.Receipt;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R1, R18, R21, R22, R23, R41, R42, R43: money that is asked for once, whoever repeats, breaks off or dies, and a buyer who
 * has paid and gets the file. The gateway finds out by itself, every second here.
 */
class MoneyAttacksTest {
    private static final byte[] CONTENT = "bytes that only a buyer may see".getBytes(StandardCharsets.UTF_8);
    private static final String OTHER_SELLER = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
    private static final Duration SOON = Duration.ofSeconds(30);

    private static Twin house;
    private static Middleman middleman;
    private static Twin twin;
    private static Books books;
    private static Twin.Sold sold;
    private Purse purse;
    private ObjectNode payment;

    /** One twin lends its facilitator, chain and Walrus to the gateway that is attacked. */
    @BeforeAll
    static void start() throws Exception {
        house = Twin.start();
        middleman = new Middleman(house.url("/dev/facilitator"));
        twin = Twin.start(Map.of(
                "FACILITATOR_URL",
                middleman.url(),
                "RPC_URL",
                house.url("/dev/chain").toString(),
                "TOLLGATE_FACILITATOR_SETTLE_TIMEOUT",
                "1s",
                "TOLLGATE_RECONCILE_INTERVAL",
                "1s"));
        books = new Books(DatabaseAccess.of(Database.defaultUrl(twin.folder())));
        sold = twin.upload(CONTENT, Twin.PRICE);
    }

    @AfterAll
    static void stop() {
        books.close();
        twin.close();
        middleman.close();
        house.close();
    }

    @BeforeEach
    void aBuyer() {
        purse = new Purse(house.buyer());
        payment = purse.v2(twin.get(sold.downloadUrl()));
    }

    @AfterEach
    void mend() {
        house.send(HttpRequest.newBuilder(house.url("/dev/facilitator/faults"))
                .DELETE()
                .build());
        house.chainFault("{}");
    }

    private static void settlement(String fault) {
        house.facilitatorFault("{\"call\":\"settle\"," + fault + "}");
    }

    private HttpResponse<byte[]> pay() {
        return twin.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", Purse.encode(payment));
    }

    private HttpResponse<byte[]> payAs(ObjectNode other) {
        String header = other.path("x402Version").asInt() == 1 ? "X-PAYMENT" : "PAYMENT-SIGNATURE";
        return twin.get(sold.downloadUrl(), header, Purse.encode(other));
    }

    private JsonNode payload() {
        return payment.path("payload");
    }

    private int transfers() {
        return house.account(purse.address()).path("transfers").asInt();
    }

    private void becomes(String state) {
        await().atMost(SOON).until(() -> books.state(payload()), Optional.of(state)::equals);
    }

    private static JsonNode receipt(HttpResponse<byte[]> answer) {
        return Receipt.parse(answer.headers().firstValue("PAYMENT-RESPONSE").orElseThrow())
                .orElseThrow();
    }

    private static void assertServed(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
    }

    private static void assertInDoubt(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Twin.json(answer).path("code").asText()).isEqualTo("settlement_unknown");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
        assertThat(receipt(answer).path("success").asBoolean()).isFalse();
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("only a buyer");
    }

    private static void assertRefused(HttpResponse<byte[]> answer, String reason) {
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(Twin.json(answer).path("error").asText()).isEqualTo(reason);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("only a buyer");
    }

    @Test
    void r1TheSamePaymentTwiceIsServedTwiceWithOneReceiptAndOneSettlement() {
        int before = middleman.settlements();

        HttpResponse<byte[]> first = pay();
        HttpResponse<byte[]> second = pay();

        assertServed(first);
        assertServed(second);
        assertThat(receipt(second)).isEqualTo(receipt(first));
        assertThat(middleman.settlements() - before).isEqualTo(1);
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r18ASettlementThatOutlastsItsTimeoutIsFoundOnTheChainAndTheSamePaymentDelivers() {
        settlement("\"kind\":\"delay\",\"millis\":2500");

        assertInDoubt(pay());
        becomes("settled");

        assertServed(pay());
        assertThat(transfers()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"settle-then-hang", "settle-then-500", "pending"})
    void r18AnAnswerThatIsLostIsFoundOnTheChainWhileTheFacilitatorStaysSilent(String kind) {
        settlement("\"kind\":\"" + kind + "\"");

        assertInDoubt(pay());
        becomes("settled");

        assertServed(pay());
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r18ASettlementThatNeverLeftIsMadeUpForWithoutItsBuyer() {
        settlement("\"kind\":\"status-500\",\"times\":1");

        assertInDoubt(pay());
        becomes("settled");

        assertThat(transfers()).isEqualTo(1);
        assertServed(pay());
    }

    @Test
    void r18WhatIsKnownOfTheTransactionIsToldAgainAndAgain() {
        house.chainFault("{\"down\":true}");
        settlement("\"kind\":\"pending\",\"times\":1");
        settlement("\"kind\":\"hang\"");

        HttpResponse<byte[]> first = pay();
        HttpResponse<byte[]> second = pay();

        assertInDoubt(first);
        assertInDoubt(second);
        assertThat(receipt(first).path("transaction").asText()).matches("0x[0-9a-f]{64}");
        assertThat(receipt(second).path("transaction")).isEqualTo(receipt(first).path("transaction"));
        mend();
        becomes("settled");
        assertServed(pay());
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r18NothingIsRejectedBeforeTheChainIsPastTheWindowAndEverythingUnusedIsAfterwards() {
        settlement("\"kind\":\"rejected\",\"reason\":\"unexpected_settle_error\"");
        assertInDoubt(pay());
        assertInDoubt(pay());

        house.chainFault("{\"aheadSeconds\":600}");
        becomes("rejected");

        assertThat(books.reason(payload())).contains("authorization_expired");
        assertRefused(pay(), "payment_rejected");
        assertThat(transfers()).isZero();
    }

    @Test
    void r21AGatewayKilledBetweenClaimAndSettlementLeavesAPaymentThatMayBeMadeAnew() {
        house.facilitatorFault("{\"call\":\"verify\",\"kind\":\"status-500\",\"times\":1}");
        assertThat(pay().statusCode()).isEqualTo(503);
        books.abandoned(payload(), "claimed");

        becomes("released");

        assertServed(pay());
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r21AGatewayKilledBetweenSettlementAndCommitIsMadeUpForWithoutASecondTransfer() {
        house.chainFault("{\"down\":true}");
        settlement("\"kind\":\"settle-then-500\"");
        assertInDoubt(pay());
        books.abandoned(payload(), "settling");
        mend();

        becomes("settled");

        assertServed(pay());
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r22ABuyerWhoLeavesAfterOneByteGetsTheWholeFileAgainForNothing() throws Exception {
        byte[] large = new byte[6_000_000];
        new Random(22).nextBytes(large);
        URI url = twin.upload(large, Twin.PRICE).downloadUrl();
        String header = Purse.encode(purse.v2(twin.get(url)));
        try (Socket socket = new Socket("127.0.0.1", twin.port())) {
            String request =
                    "GET " + url.getPath() + " HTTP/1.1\r\nHost: x\r\nPAYMENT-SIGNATURE: " + header + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream answer = socket.getInputStream();
            assertThat(new String(answer.readNBytes(12), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 200");
        }

        HttpResponse<byte[]> again = twin.get(url, "PAYMENT-SIGNATURE", header);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(large);
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r23ABuyerWhoLeavesBeforeTheSettlementIsNotChargedAndMayComeBack() throws Exception {
        int settlements = middleman.settlements();
        int verifications = middleman.verifications();
        house.facilitatorFault("{\"call\":\"verify\",\"kind\":\"delay\",\"millis\":1000,\"times\":1}");
        try (Socket socket = new Socket("127.0.0.1", twin.port())) {
            String request = "GET " + sold.downloadUrl().getPath() + " HTTP/1.1\r\nHost: x\r\nPAYMENT-SIGNATURE: "
                    + Purse.encode(payment) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            await().atMost(SOON).until(() -> middleman.verifications() > verifications);
        }

        becomes("released");

        assertThat(middleman.settlements()).isEqualTo(settlements);
        assertThat(transfers()).isZero();
        assertServed(pay());
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r41APaymentReadFromTheChainLacksTheQuoteAndBuysNothing() {
        assertServed(pay());
        ObjectNode withoutQuote = payment.deepCopy();
        ((ObjectNode) withoutQuote.path("accepted").path("extra")).remove("quote");
        ObjectNode otherQuote = payment.deepCopy();
        JsonNode fresh =
                Purse.terms(twin.get(sold.downloadUrl())).path("accepts").path(0);
        otherQuote.set("accepted", fresh);
        ObjectNode asV1 = Twin.JSON
                .createObjectNode()
                .put("x402Version", 1)
                .put("scheme", "exact")
                .put("network", "base-sepolia");
        asV1.set("payload", payload());

        for (ObjectNode rebuilt : List.of(withoutQuote, otherQuote, asV1)) {
            assertRefused(payAs(rebuilt), "payment_already_used");
        }
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r42GarbageInPlaceOfTheSignatureOfASettledPaymentIsRefused() {
        assertServed(pay());
        ObjectNode garbage = payment.deepCopy();
        ((ObjectNode) garbage.path("payload")).put("signature", "0x" + "42".repeat(65));

        assertThat(payAs(garbage).statusCode()).isEqualTo(402);
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r42EveryFormOfASignatureIsTheSameClaim() {
        HttpResponse<byte[]> first = pay();
        String signature = payload().path("signature").asText().substring(2);
        BigInteger s = new BigInteger(signature.substring(64, 128), 16);
        int v = Integer.parseInt(signature.substring(128), 16);
        String compact = signature.substring(0, 64) + String.format("%064x", v == 28 ? s.setBit(255) : s);
        String oldV = signature.substring(0, 128) + String.format("%02x", v - 27);

        for (String form : List.of(compact, oldV)) {
            ObjectNode other = payment.deepCopy();
            ((ObjectNode) other.path("payload")).put("signature", "0x" + form);
            HttpResponse<byte[]> again = payAs(other);
            assertServed(again);
            assertThat(receipt(again)).isEqualTo(receipt(first));
        }
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r43AnAuthorisationTakenBackBetweenVerificationAndSettlementIsNeverDelivered() {
        String nonce = payload().path("authorization").path("nonce").asText();
        middleman.beforeNextSettlement(() -> house.cancelAuthorization(purse.address(), nonce));

        assertInDoubt(pay());
        becomes("rejected");

        assertThat(books.reason(payload())).contains("authorization_canceled");
        assertRefused(pay(), "payment_rejected");
        assertThat(transfers()).isZero();
    }

    @Test
    void r43ANonceSpentOnAnotherSellerMeanwhileIsNeverDelivered() {
        ObjectNode elsewhere = purse.signed(
                OTHER_SELLER,
                "10000",
                0,
                payload().path("authorization").path("validBefore").asLong(),
                payload().path("authorization").path("nonce").asText());
        middleman.beforeNextSettlement(() -> house.transferAsStranger(elsewhere));

        assertInDoubt(pay());
        becomes("rejected");

        assertRefused(pay(), "payment_already_used");
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r43APaymentThatWasSettledBeforeItCameHereIsNeverDelivered() {
        house.transferAsStranger(payload());

        HttpResponse<byte[]> answer = pay();

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("only a buyer");
        assertThat(transfers()).isEqualTo(1);
    }
}
