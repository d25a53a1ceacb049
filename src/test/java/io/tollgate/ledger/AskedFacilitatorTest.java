package io.tollgate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.TestDatabase;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The facilitator that may have been asked to settle stays the one that is asked, until it is proved that it was not. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AskedFacilitatorTest {
    private static final URI FIRST = URI.create("https://one.example/x402");
    private static final URI SECOND = URI.create("https://two.example");

    private final LedgerFixture fixture;
    private final Ledger ledger;
    private final PresentedPayment payment = Payments.v2(1, "quote-1");

    AskedFacilitatorTest(TestDatabase kind) {
        fixture = new LedgerFixture(kind);
        ledger = fixture.ledger;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private PaymentRecord row() {
        return ledger.find(payment.key()).orElseThrow();
    }

    @Test
    void whoIsAskedStandsInTheRowBeforeAnythingIsSent() {
        Claim claim = fixture.won(payment);

        assertThat(row().facilitator()).isEmpty();
        assertThat(ledger.beginSettlement(claim, FIRST)).isTrue();

        assertThat(row().state()).isEqualTo(PaymentState.SETTLING);
        assertThat(row().facilitator()).contains(FIRST);
        assertThat(row().settleAttempts()).isEqualTo(1);
    }

    @Test
    void whoTakesAnOpenSettlementOverLearnsWhomToAsk() {
        Claim claim = fixture.won(payment);
        ledger.beginSettlement(claim, FIRST);
        ledger.markUnknown(claim, Optional.empty(), "timeout");

        Claim taken = fixture.won(payment);

        assertThat(taken.ambiguous()).isTrue();
        assertThat(taken.facilitator()).contains(FIRST);
        assertThat(taken.payment().facilitatorRequest()).isEqualTo(payment.facilitatorRequest());
        assertThatThrownBy(() -> ledger.beginSettlement(taken, SECOND)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ledger.beginSettlement(taken, FIRST)).isTrue();
    }

    @Test
    void aCrashWhileSettlingKeepsWhomItWasAskedOf() {
        ledger.beginSettlement(fixture.won(payment), FIRST);
        fixture.leaseRunsOut();

        assertThat(LedgerFixture.won(fixture.anotherInstance().claim(payment)).facilitator())
                .contains(FIRST);
    }

    @Test
    void whenNothingWasSentAnotherOneMayBeNamed() {
        Claim claim = fixture.won(payment);
        ledger.beginSettlement(claim, FIRST);

        assertThat(ledger.beginSettlement(claim, SECOND)).isTrue();

        assertThat(row().facilitator()).contains(SECOND);
        assertThat(row().settleAttempts()).isEqualTo(1);
    }

    @Test
    void whoHasLostThePaymentNamesNobodyAnyMore() {
        Claim slow = fixture.won(payment);
        ledger.beginSettlement(slow, FIRST);
        fixture.leaseRunsOut();
        fixture.won(payment);

        assertThat(ledger.beginSettlement(slow, SECOND)).isFalse();
        assertThat(row().facilitator()).contains(FIRST);
    }

    @Test
    void aPaymentThatNobodyWasAskedAboutIsGivenBackAndForgetsWhoItWasMeantFor() {
        Claim claim = fixture.won(payment);
        ledger.beginSettlement(claim, FIRST);

        assertThat(ledger.abortSettlement(claim, "connection refused")).isEqualTo(PaymentState.RELEASED);

        Claim again = fixture.won(payment);
        assertThat(again.ambiguous()).isFalse();
        assertThat(again.facilitator()).isEmpty();
        assertThat(row().facilitator()).isEmpty();
    }

    @Test
    void anOpenSettlementStaysOpenWhenTheNextTryReachesNobody() {
        Claim claim = fixture.won(payment);
        ledger.beginSettlement(claim, FIRST);
        ledger.markUnknown(claim, Optional.empty(), "timeout");
        Claim taken = fixture.won(payment);
        ledger.beginSettlement(taken, FIRST);

        assertThat(ledger.abortSettlement(taken, "connection refused")).isEqualTo(PaymentState.UNKNOWN);

        assertThat(fixture.won(payment).facilitator()).contains(FIRST);
    }

    @Test
    void whoHasLostThePaymentCannotGiveItBack() {
        Claim slow = fixture.won(payment);
        ledger.beginSettlement(slow, FIRST);
        fixture.leaseRunsOut();
        fixture.won(payment);

        assertThat(ledger.abortSettlement(slow, "connection refused")).isEqualTo(PaymentState.UNKNOWN);
    }
}
