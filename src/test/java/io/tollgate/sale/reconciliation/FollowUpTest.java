package io.tollgate.sale.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tollgate.TestDatabase;
import io.tollgate.facilitator.client.CdpTokens;
import io.tollgate.facilitator.client.FacilitatorAnswers;
import io.tollgate.facilitator.client.FacilitatorMeters;
import io.tollgate.facilitator.client.Facilitators;
import io.tollgate.http.upstream.UpstreamRegistry;
import io.tollgate.ledger.Claim;
import io.tollgate.ledger.ClaimOutcome;
import io.tollgate.ledger.LedgerFixture;
import io.tollgate.ledger.PaymentState;
import io.tollgate.ledger.Payments;
import io.tollgate.ledger.PresentedPayment;
import io.tollgate.ledger.UnresolvedSettlements;
import io.tollgate.sale.ReadSettlement;
import io.tollgate.sale.facilitator.FacilitatorCalls;
import io.tollgate.sale.facilitator.PrepareFacilitatorRequest;
import io.tollgate.x402.chain.AuthorizationUse;
import io.tollgate.x402.chain.Chain;
import io.tollgate.x402.chain.Head;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.money.UnixTime;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the steps of a reconciliation make of the chain's and the facilitator's answers. */
class FollowUpTest {
    private static final URI FACILITATOR = URI.create("https://f.example");
    private static final String TRANSACTION = Payments.TRANSACTION.hex();

    private final LedgerFixture fixture = new LedgerFixture(TestDatabase.H2);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Networks networks = new Networks();
    private final ReconciliationRecorder outcomes = new ReconciliationRecorder(fixture.ledger, meters);
    private final UnresolvedSettlements doubts =
            new UnresolvedSettlements(fixture.database, fixture.times, Duration.ofSeconds(10), fixture.clock);
    private final FacilitatorCalls calls = new FacilitatorCalls(
            new Facilitators(
                    new UpstreamRegistry(fixture.clock, meters)
                            .add("facilitator", List.of(URI.create("https://f.example"))),
                    fixture.clock),
            networks,
            fixture.clock);
    private final PresentedPayment payment = Payments.v2(1, "quote-1");
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @AfterEach
    void close() {
        fixture.close();
    }

    private void doubted() throws Exception {
        fixture.ledger.markUnknown(fixture.settling(payment), Optional.empty(), "timeout");
        exchange.getMessage().setBody(doubts.due(1).getFirst());
        new LeaseSettlement(doubts).process(exchange);
        assertThat(isOpen()).isTrue();
    }

    private boolean isOpen() {
        return exchange.getProperty("openSettlement") != null;
    }

    private void ask(Chain chain) {
        new AskChain(network -> Optional.ofNullable(chain), networks, outcomes).process(exchange);
    }

    private static Head at(Instant moment) {
        return new Head(7, UnixTime.of(moment));
    }

    /** As far as the call itself. */
    private void prepareSettleRetry() {
        new PrepareSettleRetry(fixture.ledger, calls, outcomes).process(exchange);
        if (isOpen()) {
            CdpTokens nobodys = new CdpTokens("cdp.example", Optional.empty(), fixture.clock, new SecureRandom());
            new PrepareFacilitatorRequest(nobodys).process(exchange);
        }
    }

    private void facilitatorSays(int status, String body) {
        exchange.setVariable("facilitatorAnswer", new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        exchange.setVariable("header:facilitatorAnswer.CamelHttpResponseCode", status);
        readSettleRetry();
    }

    private void readSettleRetry() {
        new ReadSettlement(new FacilitatorAnswers(), new FacilitatorMeters(meters)).process(exchange);
        new ReadSettleRetry(outcomes).process(exchange);
    }

    @Test
    void whatTheChainShowsPaidIsSettledAndTheBuyersPaymentBringsTheFile() throws Exception {
        doubted();
        Head now = at(fixture.clock.instant());

        ask(new FakeChain(new AuthorizationUse.Paid(Payments.TRANSACTION, now, now)));

        assertThat(isOpen()).isFalse();
        assertThat(fixture.ledger.claim(payment)).isInstanceOf(ClaimOutcome.Paid.class);
        assertThat(meters.get("tollgate.settlements.reconciled")
                        .tags("source", "chain", "outcome", "settled")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theChainIsAskedForTheTransferThatWasSignedFromTheClaimOn() throws Exception {
        Instant claimed = fixture.clock.instant();
        doubted();
        FakeChain chain = new FakeChain(new AuthorizationUse.Unused(at(claimed)));

        ask(chain);

        assertThat(chain.since).containsExactly(UnixTime.of(claimed));
        assertThat(chain.asked).singleElement().satisfies(asked -> {
            assertThat(asked.from()).isEqualTo(Payments.PAYER);
            assertThat(asked.to()).isEqualTo(Payments.PAY_TO);
            assertThat(asked.value()).isEqualTo(payment.amount());
            assertThat(asked.nonce()).isEqualTo(payment.key().nonce());
        });
        assertThat(isOpen()).isTrue();
    }

    @Test
    void r43WhatWasUsedBeforeTheClaimIsNeverDelivered() throws Exception {
        doubted();
        Head before = at(fixture.clock.instant().minusSeconds(60));

        ask(new FakeChain(new AuthorizationUse.Paid(Payments.TRANSACTION, before, at(fixture.clock.instant()))));

        assertThat(isOpen()).isFalse();
        assertThat(fixture.ledger.claim(payment))
                .isInstanceOfSatisfying(
                        ClaimOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo("payment_already_used"));
    }

    @Test
    void aChainThatCannotBeAskedLeavesTheQuestionToTheFacilitator() throws Exception {
        doubted();

        ask(new FakeChain(null));

        assertThat(isOpen()).isTrue();
        assertThat(fixture.state(payment)).isEqualTo(PaymentState.UNKNOWN);
    }

    @Test
    void withoutAChainTheQuestionGoesToTheFacilitator() throws Exception {
        doubted();

        ask(null);

        assertThat(isOpen()).isTrue();
    }

    @Test
    void theFacilitatorIsSentTheBytesItWasSentBefore() throws Exception {
        doubted();

        prepareSettleRetry();

        assertThat(FacilitatorCalls.asked(exchange).url()).isEqualTo(FACILITATOR);
        assertThat(fixture.ledger.find(payment.key()).orElseThrow().facilitator())
                .contains(FACILITATOR);
        assertThat(fixture.state(payment)).isEqualTo(PaymentState.SETTLING);
        assertThat(fixture.ledger.find(payment.key()).orElseThrow().settleAttempts())
                .isEqualTo(2);
    }

    @Test
    void aFacilitatorThatIsNotConfiguredAnyMoreLeavesTheQuestionOpenAndNobodyElseIsAsked() throws Exception {
        Claim claim = LedgerFixture.won(fixture.ledger.claim(payment));
        fixture.ledger.beginSettlement(claim, URI.create("https://gone.example"));
        fixture.ledger.markUnknown(claim, Optional.empty(), "timeout");
        exchange.getMessage().setBody(doubts.due(1).getFirst());
        new LeaseSettlement(doubts).process(exchange);

        prepareSettleRetry();

        assertThat(isOpen()).isFalse();
        assertThat(fixture.state(payment)).isEqualTo(PaymentState.UNKNOWN);
        assertThat(fixture.ledger.find(payment.key()).orElseThrow().facilitator())
                .contains(URI.create("https://gone.example"));
    }

    @Test
    void whoLostThePaymentMeanwhileAsksNobody() throws Exception {
        doubted();
        fixture.leaseRunsOut();
        Claim buyer = fixture.settling(payment);

        prepareSettleRetry();

        assertThat(isOpen()).isFalse();
        assertThat(fixture.ledger.recordSettlement(buyer, Payments.TRANSACTION).sale())
                .isPresent();
    }

    @Test
    void whatTheFacilitatorSettlesNowIsSettled() throws Exception {
        doubted();
        prepareSettleRetry();

        facilitatorSays(200, "{\"success\":true,\"transaction\":\"" + TRANSACTION + "\",\"network\":\"eip155:84532\"}");

        assertThat(isOpen()).isFalse();
        assertThat(fixture.state(payment)).isEqualTo(PaymentState.SETTLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid_exact_evm_nonce_already_used",
                "insufficient_funds",
                "invalid_exact_evm_payload_authorization_valid_before"
            })
    void aNoOfTheFacilitatorAloneClosesNothing(String reason) throws Exception {
        doubted();
        prepareSettleRetry();

        facilitatorSays(200, "{\"success\":false,\"errorReason\":\"" + reason + "\",\"transaction\":\"\"}");

        assertThat(fixture.state(payment)).isEqualTo(PaymentState.UNKNOWN);
        assertThat(fixture.ledger.claim(payment)).isInstanceOf(ClaimOutcome.Won.class);
    }

    @Test
    void aTransactionThatIsPendingIsKept() throws Exception {
        doubted();
        prepareSettleRetry();

        facilitatorSays(
                500,
                "{\"success\":false,\"errorReason\":\"settlement_pending\",\"transaction\":\"" + TRANSACTION + "\"}");

        assertThat(fixture.state(payment)).isEqualTo(PaymentState.UNKNOWN);
        assertThat(fixture.ledger.find(payment.key()).orElseThrow().transaction())
                .contains(Payments.TRANSACTION);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "<html>", "{\"success\":\"true\"}"})
    void anAnswerThatIsNoneLeavesTheQuestionOpen(String body) throws Exception {
        doubted();
        prepareSettleRetry();

        if (body == null) {
            readSettleRetry();
        } else {
            facilitatorSays(200, body);
        }

        assertThat(fixture.state(payment)).isEqualTo(PaymentState.UNKNOWN);
        assertThat(doubts.backlog().count()).isEqualTo(1);
    }

    @Test
    void aStepWithoutATakenOverSettlementSaysWhatIsMissing() {
        assertThatThrownBy(() -> ask(null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lease-settlement");
    }

    @Test
    void theOperatorSeesHowManyAndHowOldAndIsAlarmedOnceEach() {
        AlertStaleSettlements alarm = new AlertStaleSettlements(doubts, true, meters);
        fixture.ledger.markUnknown(fixture.settling(payment), Optional.empty(), "timeout");
        alarm.process(exchange);
        assertThat(meters.get("tollgate.settlements.unknown").gauge().value()).isEqualTo(1);
        assertThat(meters.get("tollgate.settlements.alarms").counter().count()).isZero();

        fixture.clock.advance(Duration.ofSeconds(90));
        alarm.process(exchange);
        alarm.process(exchange);

        assertThat(meters.get("tollgate.settlements.unknown.age").gauge().value())
                .isEqualTo(90);
        assertThat(meters.get("tollgate.settlements.alarms").counter().count()).isEqualTo(1);
    }
}
