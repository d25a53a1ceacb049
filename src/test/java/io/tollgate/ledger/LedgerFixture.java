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
final class LedgerFixture implements AutoCloseable {
    final MovableClock clock = new MovableClock();
    final LedgerTimes times = LedgerTimes.defaults();
    final Pseudonyms pseudonyms = new Pseudonyms(new SecretKeySpec(new byte[32], "HmacSHA256"));
    final Database database;
    final Ledger ledger;

    LedgerFixture(TestDatabase kind) {
        database = Database.open(kind.empty());
        ledger = anotherInstance();
    }

    /** As a second gateway on the same database has it. */
    Ledger anotherInstance() {
        return new Ledger(database, times, clock, new RandomIds(new SecureRandom()), Optional.of(pseudonyms));
    }

    Claim won(PresentedPayment payment) {
        return won(ledger.claim(payment));
    }

    static Claim won(ClaimOutcome outcome) {
        assertThat(outcome).isInstanceOf(ClaimOutcome.Won.class);
        return ((ClaimOutcome.Won) outcome).claim();
    }

    Claim settling(PresentedPayment payment) {
        Claim claim = won(payment);
        assertThat(ledger.settling(claim)).isTrue();
        return claim;
    }

    Entitlement sold(PresentedPayment payment) {
        return ledger.settled(settling(payment), Payments.TRANSACTION);
    }

    PaymentState state(PresentedPayment payment) {
        return ledger.find(payment.key()).orElseThrow().state();
    }

    int rows(String table) {
        return database.statement(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Integer.class)
                .one());
    }

    void leaseRunsOut() {
        clock.advance(times.lease());
    }

    @Override
    public void close() {
        database.close();
    }
}
