package io.tollgate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.MovableClock;
import io.tollgate.TestDatabase;
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** A ledger over a database of its own, with a clock that tests move. */
public final class LedgerFixture implements AutoCloseable {
    public final MovableClock clock = new MovableClock();
    public final LedgerTimes times = LedgerTimes.defaults();
    public final Pseudonyms pseudonyms = new Pseudonyms(new SecretKeySpec(new byte[32], "HmacSHA256"));
    public final Database database;
    public final Ledger ledger;

    public LedgerFixture(TestDatabase kind) {
        database = Database.open(kind.ready());
        ledger = anotherInstance();
    }

    /** As a second gateway on the same database has it. */
    public Ledger anotherInstance() {
        return new Ledger(database, times, clock, new RandomIds(new SecureRandom()), Optional.of(pseudonyms));
    }

    public Claim won(PresentedPayment payment) {
        return won(ledger.claim(payment));
    }

    public static Claim won(ClaimOutcome outcome) {
        assertThat(outcome).isInstanceOf(ClaimOutcome.Won.class);
        return ((ClaimOutcome.Won) outcome).claim();
    }

    public Claim settling(PresentedPayment payment) {
        Claim claim = won(payment);
        assertThat(ledger.beginSettlement(claim)).isTrue();
        return claim;
    }

    public Entitlement sold(PresentedPayment payment) {
        return ledger.recordSettlement(settling(payment), Payments.TRANSACTION);
    }

    public PaymentState state(PresentedPayment payment) {
        return ledger.find(payment.key()).orElseThrow().state();
    }

    public int rows(String table) {
        return database.statement(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Integer.class)
                .one());
    }

    public void leaseRunsOut() {
        clock.advance(times.lease());
    }

    @Override
    public void close() {
        database.close();
    }
}
