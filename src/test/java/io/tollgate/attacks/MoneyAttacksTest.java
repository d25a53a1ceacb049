package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R1, R18, R21, R22, R23: money that is asked for once, whatever repeats, breaks off or dies, and a buyer who
 * has paid and gets the file. */
class MoneyAttacksTest extends UnreliableFacilitatorFixture {
    @Test
    void r1TheSamePaymentTwiceIsServedTwiceWithOneReceiptAndOneSettlement() {
        int before = facilitatorProxy.settlements();

        HttpResponse<byte[]> first = pay();
        HttpResponse<byte[]> second = pay();

        assertServed(first);
        assertServed(second);
        assertThat(receipt(second)).isEqualTo(receipt(first));
        assertThat(facilitatorProxy.settlements() - before).isEqualTo(1);
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
        upstream.chainFault("{\"down\":true}");
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

        upstream.chainFault("{\"aheadSeconds\":600}");
        becomes("rejected");

        assertThat(ledgerInspector.reason(payload())).contains("authorization_expired");
        assertRefused(pay(), "payment_rejected");
        assertThat(transfers()).isZero();
    }

    @Test
    void r21AGatewayKilledBetweenClaimAndSettlementLeavesAPaymentThatMayBeMadeAnew() {
        upstream.facilitatorFault("{\"call\":\"verify\",\"kind\":\"status-500\",\"times\":1}");
        assertThat(pay().statusCode()).isEqualTo(503);
        ledgerInspector.abandoned(payload(), "claimed");

        becomes("released");

        assertServed(pay());
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r21AGatewayKilledBetweenSettlementAndCommitIsMadeUpForWithoutASecondTransfer() {
        upstream.chainFault("{\"down\":true}");
        settlement("\"kind\":\"settle-then-500\"");
        assertInDoubt(pay());
        ledgerInspector.abandoned(payload(), "settling");
        mend();

        becomes("settled");

        assertServed(pay());
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r22ABuyerWhoLeavesAfterOneByteGetsTheWholeFileAgainForNothing() throws Exception {
        byte[] large = new byte[6_000_000];
        new Random(22).nextBytes(large);
        URI url = gateway.upload(large, TestGateway.PRICE).downloadUrl();
        String header = TestPayer.encode(payer.v2(gateway.get(url)));
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            String request =
                    "GET " + url.getPath() + " HTTP/1.1\r\nHost: x\r\nPAYMENT-SIGNATURE: " + header + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream answer = socket.getInputStream();
            assertThat(new String(answer.readNBytes(12), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 200");
        }

        HttpResponse<byte[]> again = gateway.get(url, "PAYMENT-SIGNATURE", header);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(large);
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r23ABuyerWhoLeavesBeforeTheSettlementIsNotChargedAndMayComeBack() throws Exception {
        int settlements = facilitatorProxy.settlements();
        int verifications = facilitatorProxy.verifications();
        upstream.facilitatorFault("{\"call\":\"verify\",\"kind\":\"delay\",\"millis\":1000,\"times\":1}");
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            String request = "GET " + sold.downloadUrl().getPath() + " HTTP/1.1\r\nHost: x\r\nPAYMENT-SIGNATURE: "
                    + TestPayer.encode(payment) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            await().atMost(SOON).until(() -> facilitatorProxy.verifications() > verifications);
        }

        becomes("released");

        assertThat(facilitatorProxy.settlements()).isEqualTo(settlements);
        assertThat(transfers()).isZero();
        assertServed(pay());
        assertThat(transfers()).isEqualTo(1);
    }
}
