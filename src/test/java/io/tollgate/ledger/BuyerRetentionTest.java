package io.tollgate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestDatabase;
import io.tollgate.x402.money.AtomicAmount;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Buyers are forgotten after a time; what they paid for stays paid for once. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class BuyerRetentionTest {
    private static final Duration KEPT = Duration.ofDays(90);

    private final LedgerFixture fixture;
    private final Ledger ledger;
    private final BuyerRetention forgetting;
    private final PresentedPayment payment = Payments.v2(1, "quote-1");

    BuyerRetentionTest(TestDatabase kind) {
        fixture = new LedgerFixture(kind);
        ledger = fixture.ledger;
        forgetting = new BuyerRetention(fixture.database, fixture.pseudonyms, KEPT, fixture.clock);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void timePasses() {
        fixture.clock.advance(KEPT.plusMillis(1));
    }

    /** Everything that stands in the tables of a sale, as text. */
    private String everything() {
        StringBuilder all = new StringBuilder();
        for (String table : List.of("payment", "entitlement", "outbox")) {
            fixture.database
                    .statement(handle -> handle.createQuery("select * from " + table)
                            .mapToMap()
                            .list())
                    .forEach(row -> row.values()
                            .forEach(value -> all.append(
                                            value instanceof byte[] bytes
                                                    ? new String(bytes, StandardCharsets.UTF_8)
                                                    : value)
                                    .append('\n')));
        }
        return all.toString().toLowerCase(Locale.ROOT);
    }

    @Test
    void nothingOfABuyerIsLeftAfterTheTime() {
        String receipt = fixture.sold(payment).sale().orElseThrow().receiptId();
        new Outbox(fixture.database, fixture.clock)
                .delivered(new Outbox(fixture.database, fixture.clock).take(1).getFirst());
        assertThat(everything())
                .contains(Payments.PAYER.lowerCase(), payment.key().nonce().hex());

        timePasses();

        assertThat(forgetting.forget()).isEqualTo(1);
        assertThat(everything())
                .doesNotContain(Payments.PAYER.lowerCase())
                .doesNotContain(payment.key().nonce().hex())
                .doesNotContain(payment.digest().hex())
                .doesNotContain(payment.signature())
                .doesNotContain(Payments.TRANSACTION.hex())
                .doesNotContain("quote-1");
        assertThat(ledger.sale(receipt)).isEmpty();
        assertThat(ledger.entitlement(Payments.PAYER, "item_a")).isEmpty();
    }

    @Test
    void aForgottenPaymentBuysNothingAgain() {
        fixture.sold(payment);
        timePasses();
        forgetting.forget();

        for (PresentedPayment replayed :
                List.of(payment, Payments.forItem(payment, "item_b"), Payments.asV1(payment))) {
            assertThat(ledger.claim(replayed))
                    .isInstanceOfSatisfying(
                            ClaimOutcome.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo("payment_already_used"));
        }
        assertThat(ledger.find(payment.key())).isEmpty();
        assertThat(fixture.rows("payment")).isEqualTo(1);
    }

    @Test
    void anotherPaymentOfTheSameBuyerIsAsGoodAsAny() {
        fixture.sold(payment);
        timePasses();
        forgetting.forget();

        assertThat(fixture.sold(Payments.v2(2, "quote-2")).sale()).isPresent();
        timePasses();
        assertThat(forgetting.forget()).isEqualTo(1);
        assertThat(fixture.database.<List<String>>statement(
                        handle -> handle.createQuery("select distinct payer from payment")
                                .mapTo(String.class)
                                .list()))
                .singleElement()
                .asString()
                .matches("#[0-9a-f]{40}");
    }

    @Test
    void theSumsStay() {
        fixture.sold(payment);
        timePasses();
        forgetting.forget();

        assertThat(ledger.totals())
                .containsExactly(
                        new SalesTotals(payment.key().chain(), Payments.ASSET, 1, AtomicAmount.parse("10000")));
        assertThat(ledger.undelivered(fixture.clock.instant(), 10)).isEmpty();
    }

    @Test
    void nobodyIsForgottenBeforeTheTimeOrTwice() {
        fixture.sold(payment);
        fixture.clock.advance(KEPT);
        assertThat(forgetting.forget()).isZero();

        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(forgetting.forget()).isEqualTo(1);
        assertThat(forgetting.forget()).isZero();
    }

    @Test
    void nobodyIsForgottenWhileEntitled() {
        fixture.sold(payment);
        fixture.database.statement(handle -> handle.execute("update entitlement set until_at = "
                + fixture.clock.instant().plus(Duration.ofDays(365)).toEpochMilli()));
        timePasses();

        assertThat(forgetting.forget()).isZero();
        assertThat(ledger.entitlement(Payments.PAYER, "item_a")).isPresent();
    }

    @Test
    void whatIsInDoubtIsNeverForgotten() {
        ledger.markUnknown(fixture.settling(payment), Optional.empty(), "timeout");
        fixture.settling(Payments.v1(2));
        timePasses();

        assertThat(forgetting.forget()).isZero();
        assertThat(ledger.unknowns()).hasSize(2);
    }

    @Test
    void whatWasRejectedIsForgottenAndStaysRefused() {
        ledger.recordRejection(fixture.settling(payment), "insufficient_funds");
        timePasses();

        assertThat(forgetting.forget()).isEqualTo(1);
        assertThat(ledger.claim(payment)).isInstanceOf(ClaimOutcome.Refused.class);
    }

    @Test
    void whatWasNeverAskedForIsDeleted() {
        ledger.release(fixture.won(payment), "gave up");
        timePasses();

        forgetting.forget();

        assertThat(fixture.rows("payment")).isZero();
        assertThat(ledger.claim(payment)).isInstanceOf(ClaimOutcome.Won.class);
    }

    @Test
    void aMessageThatStillWaitsIsNotDeleted() {
        fixture.sold(payment);
        timePasses();

        forgetting.forget();

        assertThat(new Outbox(fixture.database, fixture.clock).take(10)).hasSize(1);
    }

    @Test
    void moreThanOneBatchIsForgottenAtOnce() {
        for (int nonce = 1; nonce <= 201; nonce++) {
            ledger.recordRejection(fixture.won(Payments.v1(nonce)), "no");
        }
        timePasses();

        assertThat(forgetting.forget()).isEqualTo(201);
    }
}
