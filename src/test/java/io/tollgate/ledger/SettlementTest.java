package io.tollgate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.TestDatabase;
import io.tollgate.ledger.ClaimOutcome.Paid;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a settlement leaves behind, and how late, repeated or contradicting news of it are taken (attacks R21, R44). */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SettlementTest {
    private final LedgerFixture fixture;
    private final Ledger ledger;
    private final PresentedPayment payment = Payments.v2(1, "quote-1");

    SettlementTest(TestDatabase kind) {
        fixture = new LedgerFixture(kind);
        ledger = fixture.ledger;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aSettlementGivesAnEntitlementWithAReceipt() {
        Entitlement entitlement = fixture.sold(payment);

        assertThat(entitlement.itemId()).isEqualTo("item_a");
        assertThat(entitlement.payer()).contains(Payments.PAYER);
        assertThat(entitlement.until()).isEqualTo(fixture.clock.instant().plus(fixture.times.entitlement()));
        Entitlement.Sale sale = entitlement.sale().orElseThrow();
        assertThat(sale.receiptId()).matches("rcpt_[A-Za-z0-9_-]{22}");
        assertThat(sale.transaction()).isEqualTo(Payments.TRANSACTION);
        assertThat(sale.chain()).isEqualTo(payment.key().chain());
        assertThat(sale.amount()).isEqualTo(payment.amount());
        assertThat(sale.version()).isEqualTo(2);
    }

    @Test
    void aSettlementLeavesOneMessageInTheOutbox() {
        Entitlement entitlement = fixture.sold(payment);

        String payload = fixture.database.statement(handle -> handle.createQuery("select payload from outbox")
                .mapTo(String.class)
                .one());

        assertThat(payload)
                .contains(entitlement.sale().orElseThrow().receiptId())
                .contains("\"network\":\"eip155:84532\"")
                .contains("\"amount\":\"10000\"")
                .doesNotContain(payment.signature());
    }

    @Test
    void aSettlementThatCannotBeAnnouncedIsNotWrittenAtAll() {
        Claim claim = fixture.settling(payment);
        fixture.database.statement(handle -> handle.execute("alter table outbox rename to gone"));

        assertThatThrownBy(() -> ledger.recordSettlement(claim, Payments.TRANSACTION))
                .isNotNull();
        fixture.database.statement(handle -> handle.execute("alter table gone rename to outbox"));

        assertThat(fixture.state(payment)).isEqualTo(PaymentState.SETTLING);
        assertThat(fixture.rows("entitlement")).isZero();
        assertThat(ledger.recordSettlement(claim, Payments.TRANSACTION).itemId())
                .isEqualTo("item_a");
        assertThat(fixture.rows("outbox")).isEqualTo(1);
    }

    @Test
    void theSameNewsTwiceGiveTheSameReceipt() {
        Claim claim = fixture.settling(payment);

        Entitlement first = ledger.recordSettlement(claim, Payments.TRANSACTION);
        Entitlement second = ledger.recordSettlement(claim, Payments.OTHER_TRANSACTION);

        assertThat(second.sale()).isEqualTo(first.sale());
        assertThat(fixture.rows("entitlement")).isEqualTo(1);
        assertThat(fixture.rows("outbox")).isEqualTo(1);
    }

    @Test
    void aClaimThatIsReleasedCannotBeSettledAnyMore() {
        Claim claim = fixture.won(payment);

        PaymentState released = ledger.release(claim, "blob cannot be opened");

        assertThat(released).isEqualTo(PaymentState.RELEASED);
        assertThat(ledger.beginSettlement(claim)).isFalse();
    }

    @Test
    void aPaymentThatIsBeingSettledCannotBeReleased() {
        Claim claim = fixture.settling(payment);

        assertThat(ledger.release(claim, "changed our mind")).isEqualTo(PaymentState.SETTLING);
        assertThat(ledger.beginSettlement(claim)).isFalse();
    }

    @Test
    void settlingRenewsTheLease() {
        Claim claim = fixture.won(payment);
        fixture.clock.advance(fixture.times.lease().minusSeconds(1));

        ledger.beginSettlement(claim);
        fixture.clock.advance(fixture.times.lease().minusSeconds(1));

        assertThat(ledger.claim(payment)).isInstanceOf(ClaimOutcome.Busy.class);
    }

    @Test
    void aRejectionBeforeTheMoneyWasAskedForIsKept() {
        assertThat(ledger.recordRejection(fixture.won(payment), "insufficient_funds"))
                .isEqualTo(PaymentState.REJECTED);
    }

    @Test
    void aRejectionAfterAnUnclearAttemptProvesNothing() {
        ledger.markUnknown(fixture.settling(payment), Optional.empty(), "timeout");
        Claim again = fixture.won(payment);
        ledger.beginSettlement(again);

        PaymentState after = ledger.recordRejection(again, "authorization already used");

        assertThat(after).isEqualTo(PaymentState.UNKNOWN);
        assertThat(fixture.state(payment)).isEqualTo(PaymentState.UNKNOWN);
        assertThat(fixture.won(payment).ambiguous()).isTrue();
    }

    @Test
    void anAmbiguousClaimThatIsGivenBackStaysUnknown() {
        ledger.markUnknown(fixture.settling(payment), Optional.of(Payments.TRANSACTION), "timeout");
        Claim again = fixture.won(payment);

        PaymentState after = ledger.release(again, "blob cannot be opened");

        assertThat(after).isEqualTo(PaymentState.UNKNOWN);
        assertThat(ledger.find(payment.key()).orElseThrow().transaction()).contains(Payments.TRANSACTION);
    }

    @Test
    void anAmbiguousClaimCanBeSettled() {
        ledger.markUnknown(fixture.settling(payment), Optional.empty(), "timeout");
        Claim again = fixture.settling(payment);

        Entitlement entitlement = ledger.recordSettlement(again, Payments.TRANSACTION);

        assertThat(fixture.state(payment)).isEqualTo(PaymentState.SETTLED);
        assertThat(ledger.find(payment.key()).orElseThrow().settleAttempts()).isEqualTo(2);
        assertThat(entitlement.sale()).isPresent();
    }

    @Test
    void lateNewsOfASettlementRaiseAnUnknownPayment() {
        Claim claim = fixture.settling(payment);
        ledger.markUnknown(claim, Optional.empty(), "timeout");

        ledger.recordSettlement(claim, Payments.TRANSACTION);

        assertThat(ledger.claim(payment)).isInstanceOf(Paid.class);
    }

    @Test
    void lateNewsOfASettlementRaiseARejectedPayment() {
        Claim claim = fixture.settling(payment);
        ledger.recordRejection(claim, "insufficient_funds");

        ledger.recordSettlement(claim, Payments.TRANSACTION);

        assertThat(fixture.state(payment)).isEqualTo(PaymentState.SETTLED);
        assertThat(ledger.find(payment.key()).orElseThrow().reason()).isEmpty();
    }

    @Test
    void aSlowOwnerWhoComesBackWithASettlementIsBelievedAndItsHeirLowersNothing() {
        Claim slow = fixture.settling(payment);
        fixture.leaseRunsOut();
        Claim heir = fixture.settling(payment);

        Entitlement late = ledger.recordSettlement(slow, Payments.TRANSACTION);

        assertThat(ledger.recordRejection(heir, "authorization already used")).isEqualTo(PaymentState.SETTLED);
        assertThat(ledger.markUnknown(heir, Optional.empty(), "timeout")).isEqualTo(PaymentState.SETTLED);
        assertThat(ledger.release(heir, "gave up")).isEqualTo(PaymentState.SETTLED);
        assertThat(ledger.recordSettlement(heir, Payments.TRANSACTION).sale()).isEqualTo(late.sale());
        assertThat(fixture.rows("outbox")).isEqualTo(1);
    }

    @Test
    void aSlowOwnerWhoComesBackWithLessLowersNothing() {
        Claim slow = fixture.settling(payment);
        fixture.leaseRunsOut();
        Claim heir = fixture.settling(payment);
        ledger.recordSettlement(heir, Payments.TRANSACTION);

        assertThat(ledger.recordRejection(slow, "insufficient_funds")).isEqualTo(PaymentState.SETTLED);
        assertThat(ledger.markUnknown(slow, Optional.empty(), "timeout")).isEqualTo(PaymentState.SETTLED);
        assertThat(ledger.release(slow, "gave up")).isEqualTo(PaymentState.SETTLED);
        assertThat(ledger.beginSettlement(slow)).isFalse();
    }

    @Test
    void aSlowOwnerCannotRejectWhatItsHeirIsSettling() {
        Claim slow = fixture.settling(payment);
        fixture.leaseRunsOut();
        fixture.settling(payment);

        assertThat(ledger.recordRejection(slow, "insufficient_funds")).isEqualTo(PaymentState.SETTLING);
    }

    @Test
    void aReasonLongerThanItsColumnIsCut() {
        ledger.recordRejection(fixture.settling(payment), "x".repeat(5000));

        assertThat(ledger.find(payment.key()).orElseThrow().reason().orElseThrow())
                .hasSize(400);
    }
}
