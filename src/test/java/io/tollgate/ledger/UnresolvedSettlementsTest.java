package io.tollgate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestDatabase;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How instances share the finding out, and what only the chain may end (attacks R18, R43, R44). */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UnresolvedSettlementsTest {
    private static final Duration FIRST = Duration.ofSeconds(10);

    private final LedgerFixture fixture;
    private final Ledger ledger;
    private final UnresolvedSettlements doubts;
    private final PresentedPayment payment = Payments.v2(1, "quote-1");

    UnresolvedSettlementsTest(TestDatabase kind) {
        fixture = new LedgerFixture(kind);
        ledger = fixture.ledger;
        doubts = new UnresolvedSettlements(fixture.database, fixture.times, FIRST, fixture.clock);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void doubted(PresentedPayment paid) {
        ledger.markUnknown(fixture.settling(paid), Optional.empty(), "timeout");
    }

    private ReconciliationLease taken() {
        return doubts.leaseSettlement(doubts.due(1).getFirst()).orElseThrow();
    }

    @Test
    void anUnknownSettlementIsDueAtOnce() {
        doubted(payment);

        assertThat(doubts.due(10)).extracting(UnresolvedSettlement::key).containsExactly(payment.key());
    }

    @Test
    void aSettlementWhoseOwnerIsGoneIsDueWhenItsLeaseEnds() {
        fixture.settling(payment);
        assertThat(doubts.due(10)).isEmpty();

        fixture.leaseRunsOut();

        assertThat(doubts.due(10)).extracting(UnresolvedSettlement::key).containsExactly(payment.key());
        ReconciliationLease open = taken();
        assertThat(open.claim().ambiguous()).isTrue();
        assertThat(fixture.state(payment)).isEqualTo(PaymentState.UNKNOWN);
    }

    @Test
    void whatIsSettledRejectedOrNotAskedForIsNotInDoubt() {
        fixture.sold(Payments.v1(2));
        ledger.recordRejection(fixture.settling(Payments.v1(3)), "insufficient_funds");
        ledger.release(fixture.won(Payments.v1(4)), "gave up");
        fixture.won(Payments.v1(5));
        fixture.leaseRunsOut();

        assertThat(doubts.due(10)).isEmpty();
        assertThat(doubts.backlog().count()).isZero();
    }

    @Test
    void itIsTakenOverWithTheBodyThatWasSentAndTheTimeItWasClaimed() {
        doubted(payment);
        fixture.clock.advance(Duration.ofMinutes(3));

        ReconciliationLease open = taken();

        assertThat(open.claim().payment().facilitatorRequest()).isEqualTo(payment.facilitatorRequest());
        assertThat(open.claimedAt())
                .isEqualTo(ledger.find(payment.key()).orElseThrow().claimedAt())
                .isEqualTo(fixture.clock.instant().minus(Duration.ofMinutes(3)));
    }

    @Test
    void ofTwoInstancesOneTakesItOver() {
        doubted(payment);
        UnresolvedSettlements other = new UnresolvedSettlements(fixture.database, fixture.times, FIRST, fixture.clock);
        UnresolvedSettlement mine = doubts.due(1).getFirst();
        UnresolvedSettlement theirs = other.due(1).getFirst();

        assertThat(other.leaseSettlement(theirs)).isPresent();

        assertThat(doubts.leaseSettlement(mine)).isEmpty();
        assertThat(doubts.due(10)).isEmpty();
    }

    @Test
    void theBuyerIsToldToWaitWhileSomebodyFindsOut() {
        doubted(payment);
        taken();

        assertThat(ledger.claim(payment)).isInstanceOf(ClaimOutcome.Unsettled.class);
    }

    @Test
    void theSameOneIsLookedAtLessAndLessOften() {
        doubted(payment);

        for (int seconds : new int[] {10, 20, 40, 80, 160, 300, 300}) {
            ledger.release(taken().claim(), "still open");
            fixture.clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(doubts.due(10)).isEmpty();
            fixture.clock.advance(Duration.ofMillis(1));
            assertThat(doubts.due(10)).hasSize(1);
        }
    }

    @Test
    void theBuyersOwnRetryDoesNotWaitForTheNextLook() {
        doubted(payment);
        ledger.release(taken().claim(), "still open");

        assertThat(ledger.claim(payment)).isInstanceOf(ClaimOutcome.Won.class);
    }

    @Test
    void whatTheChainDisprovesIsRejectedAlsoAfterAnUnclearAttempt() {
        doubted(payment);

        assertThat(ledger.confirmNotSettled(taken().claim(), "authorization_canceled"))
                .isEqualTo(PaymentState.REJECTED);

        assertThat(ledger.claim(payment))
                .isEqualTo(new ClaimOutcome.Refused("payment_rejected", "authorization_canceled"));
        assertThat(doubts.due(10)).isEmpty();
    }

    @Test
    void whatWasUsedBeforeTheClaimIsRefusedAsUsed() {
        doubted(payment);

        ledger.confirmNotSettled(taken().claim(), "payment_already_used");

        assertThat(ledger.claim(payment))
                .isInstanceOfSatisfying(
                        ClaimOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo("payment_already_used"));
    }

    @Test
    void r44AnOwnerWhoComesBackAfterTheReconcilerTookOverLowersNothingAndSettlesNothing() {
        Claim slow = fixture.settling(payment);
        fixture.leaseRunsOut();
        ReconciliationLease open = taken();

        assertThat(ledger.beginSettlement(slow)).isFalse();
        assertThat(ledger.recordRejection(slow, "insufficient_funds")).isEqualTo(PaymentState.UNKNOWN);
        assertThat(ledger.release(slow, "gave up")).isEqualTo(PaymentState.UNKNOWN);
        Entitlement found = ledger.recordSettlement(open.claim(), Payments.TRANSACTION);

        assertThat(ledger.confirmNotSettled(slow, "authorization_expired")).isEqualTo(PaymentState.SETTLED);
        assertThat(ledger.markUnknown(slow, Optional.empty(), "timeout")).isEqualTo(PaymentState.SETTLED);
        assertThat(ledger.recordSettlement(slow, Payments.OTHER_TRANSACTION).sale())
                .isEqualTo(found.sale());
    }

    @Test
    void r44ASlowReconcilerCannotDisproveWhatWasSettledMeanwhile() {
        doubted(payment);
        ReconciliationLease slow = taken();
        fixture.leaseRunsOut();
        Claim buyer = fixture.settling(payment);
        ledger.recordSettlement(buyer, Payments.TRANSACTION);

        assertThat(ledger.confirmNotSettled(slow.claim(), "authorization_expired"))
                .isEqualTo(PaymentState.SETTLED);
    }

    @Test
    void newsOfASettlementRaiseWhatWasDisproved() {
        doubted(payment);
        Claim claim = taken().claim();
        ledger.confirmNotSettled(claim, "authorization_expired");

        ledger.recordSettlement(claim, Payments.TRANSACTION);

        assertThat(fixture.state(payment)).isEqualTo(PaymentState.SETTLED);
    }

    @Test
    void whatWasClaimedAndNeverAskedForIsReleasedWhenItsLeaseEnds() {
        Claim gone = fixture.won(payment);
        assertThat(doubts.releaseAbandoned()).isZero();
        fixture.leaseRunsOut();

        assertThat(doubts.releaseAbandoned()).isEqualTo(1);

        assertThat(fixture.state(payment)).isEqualTo(PaymentState.RELEASED);
        assertThat(ledger.beginSettlement(gone)).isFalse();
        assertThat(ledger.claim(Payments.forItem(payment, "item_b"))).isInstanceOf(ClaimOutcome.Won.class);
    }

    @Test
    void anOperatorIsAlarmedOnceWhicheverInstanceLooks() {
        UnresolvedSettlements other = new UnresolvedSettlements(fixture.database, fixture.times, FIRST, fixture.clock);
        doubted(payment);
        fixture.clock.advance(Duration.ofSeconds(59));
        assertThat(doubts.alarming(Duration.ofMinutes(1))).isEmpty();

        fixture.clock.advance(Duration.ofSeconds(1));

        assertThat(doubts.alarming(Duration.ofMinutes(1)))
                .singleElement()
                .satisfies(row -> assertThat(row.payment().key()).isEqualTo(payment.key()));
        assertThat(other.alarming(Duration.ofMinutes(1))).isEmpty();
        assertThat(doubts.alarming(Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void theBacklogCountsThemAndTellsTheAgeOfTheOldest() {
        assertThat(doubts.backlog()).isEqualTo(new UnresolvedSettlements.Backlog(0, Duration.ZERO));
        doubted(payment);
        fixture.clock.advance(Duration.ofSeconds(30));
        doubted(Payments.v1(2));
        fixture.clock.advance(Duration.ofSeconds(12));
        fixture.won(payment);

        assertThat(doubts.backlog()).isEqualTo(new UnresolvedSettlements.Backlog(2, Duration.ofSeconds(42)));
    }
}
