package io.tollgate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestDatabase;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator and a buyer can learn from the ledger of sales that were made. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SalesReportTest {
    private static final Address STRANGER = new Address("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC");

    private final LedgerFixture fixture;
    private final Ledger ledger;
    private final PresentedPayment payment = Payments.v2(1, "quote-1");

    SalesReportTest(TestDatabase kind) {
        fixture = new LedgerFixture(kind);
        ledger = fixture.ledger;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private String sold(PresentedPayment paid) {
        return fixture.sold(paid).sale().orElseThrow().receiptId();
    }

    @Test
    void aReceiptTellsItsSaleForeverAndItsEntitlementWhileThatLasts() {
        String receipt = sold(payment);

        fixture.clock.advance(Duration.ofDays(400));

        SaleRecord sale = ledger.sale(receipt).orElseThrow();
        assertThat(sale.payment()).isEqualTo(payment.key());
        assertThat(sale.payer()).isEqualTo(Payments.PAYER);
        assertThat(sale.payTo()).isEqualTo(Payments.PAY_TO);
        assertThat(sale.amount()).isEqualTo(payment.amount());
        assertThat(sale.transaction()).isEqualTo(Payments.TRANSACTION);
        assertThat(sale.version()).isEqualTo(2);
        assertThat(sale.until()).isEqualTo(sale.settledAt().plus(fixture.times.entitlement()));
        assertThat(ledger.entitlement(receipt)).isEmpty();
        assertThat(ledger.sale("rcpt_nobody")).isEmpty();
    }

    @Test
    void aSaleIsUndeliveredUntilItsFirstCompleteDelivery() {
        Entitlement entitlement = fixture.sold(payment);
        fixture.clock.advance(Duration.ofMinutes(1));
        assertThat(ledger.undelivered(fixture.clock.instant(), 10)).hasSize(1);

        ledger.recordDelivery(entitlement, false);
        assertThat(ledger.undelivered(fixture.clock.instant(), 10))
                .singleElement()
                .satisfies(sale -> assertThat(sale.deliveries()).isEqualTo(1));

        ledger.recordDelivery(entitlement, true);
        assertThat(ledger.undelivered(fixture.clock.instant(), 10)).isEmpty();
        assertThat(ledger.sale(entitlement.sale().orElseThrow().receiptId())
                        .orElseThrow()
                        .completedAt())
                .contains(fixture.clock.instant());
    }

    @Test
    void undeliveredSalesComeOldestFirstAndNoneThatWasMadeJustNow() {
        String first = sold(payment);
        fixture.clock.advance(Duration.ofMinutes(1));
        String second = sold(Payments.v1(2));
        fixture.clock.advance(Duration.ofMinutes(1));
        sold(Payments.v1(3));

        assertThat(ledger.undelivered(fixture.clock.instant(), 10))
                .extracting(SaleRecord::receiptId)
                .containsExactly(first, second);
        assertThat(ledger.undelivered(fixture.clock.instant(), 1))
                .extracting(SaleRecord::receiptId)
                .containsExactly(first);
    }

    @Test
    void aWalletFindsWhatItBoughtAndNothingElse() {
        Entitlement entitlement = fixture.sold(payment);

        assertThat(ledger.entitlement(Payments.PAYER, "item_a").orElseThrow().sale())
                .isEqualTo(entitlement.sale());
        assertThat(ledger.entitlement(Payments.PAYER, "item_b")).isEmpty();
        assertThat(ledger.entitlement(STRANGER, "item_a")).isEmpty();

        fixture.clock.advance(fixture.times.entitlement());
        assertThat(ledger.entitlement(Payments.PAYER, "item_a")).isEmpty();
    }

    @Test
    void unknownsAreWhatWasAskedForAndNotAnswered() {
        PresentedPayment answered = Payments.v1(2);
        PresentedPayment asked = Payments.v1(3);
        fixture.sold(answered);
        fixture.won(Payments.v1(4));
        ledger.markUnknown(fixture.settling(payment), Optional.of(Payments.TRANSACTION), "timeout");
        fixture.settling(asked);

        assertThat(ledger.unknowns()).singleElement().satisfies(row -> {
            assertThat(row.payment().key()).isEqualTo(payment.key());
            assertThat(row.transaction()).contains(Payments.TRANSACTION);
            assertThat(row.reason()).contains("timeout");
            assertThat(row.doubtedAt()).contains(fixture.clock.instant());
        });

        fixture.leaseRunsOut();
        assertThat(ledger.unknowns())
                .extracting(row -> row.payment().key())
                .containsExactlyInAnyOrder(payment.key(), asked.key());
    }

    @Test
    void totalsCountWhatWasSettled() {
        sold(payment);
        sold(Payments.v1(2));
        fixture.settling(Payments.v1(3));

        assertThat(ledger.totals())
                .containsExactly(
                        new SalesTotals(payment.key().chain(), Payments.ASSET, 2, AtomicAmount.parse("20000")));
    }

    @Test
    void aPaymentsNameDependsOnNothingButItsKey() {
        assertThat(payment.key().id())
                .matches("pay_[A-Za-z0-9_-]{22}")
                .isEqualTo(Payments.forItem(payment, "item_b").key().id())
                .isNotEqualTo(Payments.v1(2).key().id());
    }
}
