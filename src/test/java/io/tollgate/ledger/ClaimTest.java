package io.tollgate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestDatabase;
import io.tollgate.ledger.ClaimOutcome.Busy;
import io.tollgate.ledger.ClaimOutcome.Refused;
import io.tollgate.ledger.ClaimOutcome.Unsettled;
import io.tollgate.ledger.ClaimOutcome.Won;
import io.tollgate.x402.money.Address;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which request settles a payment, and what the others are told. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ClaimTest {
    private final LedgerFixture fixture;
    private final Ledger ledger;
    private final PresentedPayment payment = Payments.v2(1, "quote-1");

    ClaimTest(TestDatabase kind) {
        fixture = new LedgerFixture(kind);
        ledger = fixture.ledger;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theFirstToBringAPaymentWinsIt() {
        Claim claim = fixture.won(payment);

        assertThat(claim.key()).isEqualTo(payment.key());
        assertThat(claim.ambiguous()).isFalse();
        assertThat(fixture.state(payment)).isEqualTo(PaymentState.CLAIMED);
    }

    @Test
    void everythingThatWasPresentedIsKept() {
        fixture.won(payment);

        PaymentRecord row = ledger.find(payment.key()).orElseThrow();

        assertThat(row.payment())
                .usingRecursiveComparison()
                .withEqualsForType(Address::equals, Address.class)
                .isEqualTo(payment);
        assertThat(row.leaseUntil()).isEqualTo(fixture.clock.instant().plusSeconds(180));
        assertThat(row.settleAttempts()).isZero();
    }

    @Test
    void aPaymentNobodyBroughtIsNotFound() {
        assertThat(ledger.find(payment.key())).isEmpty();
    }

    @Test
    void aSecondCopyHasToWaitWhileTheFirstIsHeld() {
        fixture.won(payment);

        ClaimOutcome whileClaimed = ledger.claim(payment);
        fixture.clock.advance(Duration.ofSeconds(178));
        ClaimOutcome nearItsEnd = ledger.claim(payment);

        assertThat(whileClaimed).isEqualTo(new Busy(Duration.ofSeconds(5)));
        assertThat(nearItsEnd).isEqualTo(new Busy(Duration.ofSeconds(2)));
    }

    @Test
    void aSecondCopyHasToWaitWhileTheFirstIsSettled() {
        fixture.settling(payment);

        assertThat(ledger.claim(payment)).isInstanceOf(Busy.class);
    }

    @Test
    void aHeldPaymentBuysNoOtherItem() {
        fixture.won(payment);

        ClaimOutcome outcome = ledger.claim(Payments.forItem(payment, "item_b"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo("payment_already_used"));
    }

    @Test
    void anotherContentUnderTheSameNonceIsRefusedInEveryState() {
        PresentedPayment other = Payments.withDigest(payment, Payments.number(99));
        Claim claim = fixture.won(payment);

        ClaimOutcome whileHeld = ledger.claim(other);
        ledger.release(claim, "blob cannot be opened");
        ClaimOutcome afterRelease = ledger.claim(other);

        assertThat(whileHeld).isInstanceOf(Refused.class);
        assertThat(afterRelease).isInstanceOf(Refused.class);
    }

    @Test
    void aReleasedPaymentCanBeClaimedAnewForAnyItem() {
        ledger.release(fixture.won(payment), "blob cannot be opened");

        Claim again = fixture.won(Payments.forItem(payment, "item_b"));

        assertThat(again.ambiguous()).isFalse();
        PaymentRecord row = ledger.find(payment.key()).orElseThrow();
        assertThat(row.state()).isEqualTo(PaymentState.CLAIMED);
        assertThat(row.payment().itemId()).isEqualTo("item_b");
        assertThat(row.reason()).isEmpty();
    }

    @Test
    void aClaimWhoseOwnerDiedBeforeSettlingIsTakenOverAsNew() {
        Claim dead = fixture.won(payment);
        fixture.leaseRunsOut();

        Claim heir = fixture.won(payment);

        assertThat(heir.ambiguous()).isFalse();
        assertThat(ledger.beginSettlement(dead)).isFalse();
        assertThat(ledger.beginSettlement(heir)).isTrue();
    }

    @Test
    void aSettlementWhoseOwnerDiedIsTakenOverWithTheBodyThatWasSent() {
        fixture.settling(payment);
        fixture.leaseRunsOut();

        Claim heir = fixture.won(Payments.signed(payment, Payments.signature("bb")));

        assertThat(heir.ambiguous()).isTrue();
        assertThat(heir.payment().facilitatorRequest()).isEqualTo(payment.facilitatorRequest());
        assertThat(heir.payment().signature()).isEqualTo(payment.signature());
        assertThat(fixture.state(payment)).isEqualTo(PaymentState.UNKNOWN);
    }

    @Test
    void anUnknownSettlementIsTakenOverAtOnceByOneCaller() {
        ledger.markUnknown(fixture.settling(payment), Optional.of(Payments.TRANSACTION), "502 from the facilitator");

        ClaimOutcome first = ledger.claim(payment);
        ClaimOutcome second = ledger.claim(payment);

        assertThat(LedgerFixture.won(first).ambiguous()).isTrue();
        assertThat(second).isEqualTo(new Unsettled(Optional.of(Payments.TRANSACTION), Duration.ofSeconds(5)));
    }

    @Test
    void anUnknownSettlementIsNotTakenOverForAnotherItem() {
        ledger.markUnknown(fixture.settling(payment), Optional.empty(), "timeout");

        assertThat(ledger.claim(Payments.forItem(payment, "item_b"))).isInstanceOf(Refused.class);
    }

    @Test
    void anUnknownSettlementIsNotTakenOverByWhoCannotShowTheQuote() {
        ledger.markUnknown(fixture.settling(payment), Optional.of(Payments.TRANSACTION), "timeout");

        assertThat(ledger.claim(Payments.asV1(payment))).isInstanceOf(Unsettled.class);
        assertThat(ledger.claim(Payments.v2(1, "quote-of-a-stranger"))).isInstanceOf(Unsettled.class);
        assertThat(ledger.claim(payment)).isInstanceOf(Won.class);
    }

    @Test
    void aRejectedPaymentIsRefusedWithItsReason() {
        ledger.recordRejection(fixture.settling(payment), "insufficient_funds");

        assertThat(ledger.claim(payment)).isEqualTo(new Refused("payment_rejected", "insufficient_funds"));
    }

    @Test
    void otherBytesOfASignatureAreTheSamePayment() {
        fixture.sold(payment);

        ClaimOutcome outcome = ledger.claim(Payments.signed(payment, Payments.signature("bb")));

        assertThat(outcome).isInstanceOf(ClaimOutcome.Paid.class);
    }

    @Test
    void theCaseOfHexMakesNoSecondPayment() {
        fixture.won(payment);

        boolean found = ledger.find(new PaymentKey(
                        payment.key().chain(),
                        new Address(payment.key().asset().lowerCase()),
                        new Address(payment.key().payer().lowerCase()),
                        payment.key().nonce()))
                .isPresent();

        assertThat(found).isTrue();
    }

    @Test
    void aQuoteTooLongToBeOursCountsAsAbsent() {
        assertThat(Payments.v2(1, "q".repeat(512)).quote()).isPresent();
        assertThat(Payments.v2(1, "q".repeat(513)).quote()).isEmpty();
    }
}
