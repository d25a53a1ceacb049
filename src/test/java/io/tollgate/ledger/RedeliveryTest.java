package io.tollgate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestDatabase;
import io.tollgate.ledger.ClaimOutcome.Paid;
import io.tollgate.ledger.ClaimOutcome.Refused;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How long, and to whom, a settled payment brings its item again (attacks R1, R22, R42). */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RedeliveryTest {
    private final LedgerFixture fixture;
    private final Ledger ledger;
    private final PresentedPayment v1 = Payments.v1(1);
    private final PresentedPayment v2 = Payments.v2(2, "quote-2");

    RedeliveryTest(TestDatabase kind) {
        fixture = new LedgerFixture(kind);
        ledger = fixture.ledger;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aSettledPaymentBringsTheItemAgainWithTheSameReceipt() {
        Entitlement first = fixture.sold(v2);

        ClaimOutcome again = ledger.claim(v2);

        assertThat(again).isInstanceOfSatisfying(Paid.class, paid -> {
            assertThat(paid.entitlement().sale()).isEqualTo(first.sale());
            assertThat(paid.entitlement().itemId()).isEqualTo(first.itemId());
            assertThat(paid.entitlement().until()).isEqualTo(first.until());
        });
        assertThat(fixture.rows("outbox")).isEqualTo(1);
    }

    @Test
    void withItsQuoteItDoesSoForTenMinutesHoweverOftenItWasDelivered() {
        ledger.recordDelivery(fixture.sold(v2), true);

        fixture.clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(ledger.claim(v2)).isInstanceOf(Paid.class);

        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(ledger.claim(v2))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo("payment_already_used"));
    }

    @Test
    void aPaymentWithoutAQuoteDoesSoUntilItsFirstCompleteDelivery() {
        Entitlement entitlement = fixture.sold(v1);

        ledger.recordDelivery(entitlement, false);
        assertThat(ledger.claim(v1)).isInstanceOf(Paid.class);

        ledger.recordDelivery(entitlement, true);
        assertThat(ledger.claim(v1)).isInstanceOf(Refused.class);
    }

    @Test
    void aCompleteDeliveryIsTakenBackWhenItsLastBytesDidNotLeave() {
        Entitlement entitlement = fixture.sold(v1);
        boolean first = ledger.recordDelivery(entitlement, true);

        ledger.recordInterruption(entitlement, first);

        assertThat(ledger.claim(v1)).isInstanceOf(Paid.class);
    }

    @Test
    void whatAnotherDeliveryCompletedStandsWhenALaterOneBreaks() {
        Entitlement entitlement = fixture.sold(v1);
        ledger.recordDelivery(entitlement, true);
        boolean first = ledger.recordDelivery(entitlement, true);

        ledger.recordInterruption(entitlement, first);

        assertThat(ledger.claim(v1)).isInstanceOf(Refused.class);
    }

    @Test
    void aPaymentWithoutAQuoteEndsWithTheWindowAsWell() {
        fixture.sold(v1);

        fixture.clock.advance(Duration.ofMinutes(10));

        assertThat(ledger.claim(v1)).isInstanceOf(Refused.class);
    }

    @Test
    void whoCopiedThePaymentFromTheChainCannotShowItsQuote() {
        fixture.sold(v2);

        assertThat(ledger.claim(Payments.asV1(v2))).isInstanceOf(Refused.class);
        assertThat(ledger.claim(Payments.v2(2, "a-quote-fetched-later"))).isInstanceOf(Refused.class);
    }

    @Test
    void aSettledPaymentBuysNoOtherItem() {
        fixture.sold(v2);

        ClaimOutcome outcome = ledger.claim(Payments.forItem(v2, "item_b"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo("payment_already_used"));
    }

    @Test
    void redeliveryNeedsTheStoredSignatureOrOneThatRecovered() {
        fixture.sold(v2);
        PresentedPayment otherwiseSigned = Payments.signed(v2, Payments.signature("bb"));

        assertThat(ledger.redeliver(v2, false)).isPresent();
        assertThat(ledger.redeliver(otherwiseSigned, true)).isPresent();
        assertThat(ledger.redeliver(otherwiseSigned, false)).isEmpty();
    }

    @Test
    void redeliveryNeedsTheSameContent() {
        fixture.sold(v2);

        assertThat(ledger.redeliver(Payments.withDigest(v2, Payments.number(99)), true))
                .isEmpty();
    }

    @Test
    void redeliveryClaimsNothing() {
        assertThat(ledger.redeliver(v2, true)).isEmpty();
        assertThat(fixture.rows("payment")).isZero();

        fixture.settling(v2);
        assertThat(ledger.redeliver(v2, true)).isEmpty();
    }

    @Test
    void aReceiptLeadsToItsEntitlementUntilThatEnds() {
        Entitlement entitlement = fixture.sold(v1);
        String receipt = entitlement.sale().orElseThrow().receiptId();
        ledger.recordDelivery(entitlement, true);

        fixture.clock.advance(fixture.times.entitlement().minusMillis(1));
        assertThat(ledger.entitlement(receipt).orElseThrow().sale()).isEqualTo(entitlement.sale());

        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(ledger.entitlement(receipt)).isEmpty();
        assertThat(ledger.entitlement("rcpt_nobody")).isEmpty();
    }
}
