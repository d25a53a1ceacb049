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
        settleFault("\"kind\":\"delay\",\"millis\":2500");

        assertSettlementUnknown(pay());
        awaitState("settled");

        assertServed(pay());
        assertThat(transfers()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"settle-then-hang", "settle-then-500", "pending"})
    void r18AnAnswerThatIsLostIsFoundOnTheChainWhileTheFacilitatorStaysSilent(String kind) {
        settleFault("\"kind\":\"" + kind + "\"");

        assertSettlementUnknown(pay());
        awaitState("settled");

        assertServed(pay());
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r18ASettlementThatWasNeverSentIsRetriedWithoutTheBuyer() {
        settleFault("\"kind\":\"status-500\",\"times\":1");

        assertSettlementUnknown(pay());
        awaitState("settled");

        assertThat(transfers()).isEqualTo(1);
        assertServed(pay());
    }

    @Test
    void r18AKnownTransactionIsRepeatedInEveryAnswer() {
        upstream.chainFault("{\"down\":true}");
        settleFault("\"kind\":\"pending\",\"times\":1");
        settleFault("\"kind\":\"hang\"");

        HttpResponse<byte[]> first = pay();
        HttpResponse<byte[]> second = pay();

        assertSettlementUnknown(first);
        assertSettlementUnknown(second);
        assertThat(receipt(first).path("transaction").asText()).matches("0x[0-9a-f]{64}");
        assertThat(receipt(second).path("transaction")).isEqualTo(receipt(first).path("transaction"));
        clearFaults();
        awaitState("settled");
        assertServed(pay());
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r18APaymentIsRejectedOnlyAfterTheChainHasPassedItsWindow() {
        settleFault("\"kind\":\"rejected\",\"reason\":\"unexpected_settle_error\"");
        assertSettlementUnknown(pay());
        assertSettlementUnknown(pay());

        upstream.chainFault("{\"aheadSeconds\":600}");
        awaitState("rejected");

        assertThat(ledgerInspector.reason(payload())).contains("authorization_expired");
        assertRefused(pay(), "payment_rejected");
        assertThat(transfers()).isZero();
    }

    @Test
    void r21APaymentOfAGatewayKilledBetweenClaimAndSettlementCanBeSentAgain() {
        upstream.facilitatorFault("{\"call\":\"verify\",\"kind\":\"status-500\",\"times\":1}");
        assertThat(pay().statusCode()).isEqualTo(503);
        ledgerInspector.abandon(payload(), "claimed");

        awaitState("released");

        assertServed(pay());
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r21AGatewayKilledBetweenSettlementAndCommitCausesNoSecondTransfer() {
        upstream.chainFault("{\"down\":true}");
        settleFault("\"kind\":\"settle-then-500\"");
        assertSettlementUnknown(pay());
        ledgerInspector.abandon(payload(), "settling");
        clearFaults();

        awaitState("settled");

        assertServed(pay());
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r22ABuyerWhoLeavesAfterOneByteGetsTheWholeFileAgainWithoutCharge() throws Exception {
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
    void r23ABuyerWhoLeavesBeforeTheSettlementIsNotChargedAndCanPayLater() throws Exception {
        int settlements = facilitatorProxy.settlements();
        int verifications = facilitatorProxy.verifications();
        upstream.facilitatorFault("{\"call\":\"verify\",\"kind\":\"delay\",\"millis\":1000,\"times\":1}");
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            String request = "GET " + sold.downloadUrl().getPath() + " HTTP/1.1\r\nHost: x\r\nPAYMENT-SIGNATURE: "
                    + TestPayer.encode(payment) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            await().atMost(SOON).until(() -> facilitatorProxy.verifications() > verifications);
        }

        awaitState("released");

        assertThat(facilitatorProxy.settlements()).isEqualTo(settlements);
        assertThat(transfers()).isZero();
        assertServed(pay());
        assertThat(transfers()).isEqualTo(1);
    }
}
