package io.tollgate.ledger;

import static java.util.Objects.requireNonNull;

import io.tollgate.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The payments whose settlement nobody knows the answer to, for those who find out. Any number of instances may look at
 * the same time: each payment is one instance's for the length of a lease, and is looked at less and less often.
 */
public final class UnresolvedSettlements {
    private static final Duration RAREST = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 20;

    private final Database database;
    private final LedgerTimes times;
    private final Duration first;
    private final Clock clock;

    /** @param first how long after the first look the second one comes; each further pause is twice as long */
    public UnresolvedSettlements(Database database, LedgerTimes times, Duration first, Clock clock) {
        this.database = requireNonNull(database, "database must not be null");
        this.times = requireNonNull(times, "times must not be null");
        this.first = requireNonNull(first, "first must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    /** Those whose turn it is and that nobody is at, longest due first. */
    public List<UnresolvedSettlement> due(int limit) {
        return database.statement(handle -> UnresolvedSettlementDao.due(handle, now(), limit));
    }

    /** Makes a payment ours for the length of a lease; empty when somebody else was faster or it is in doubt no more. */
    public Optional<ReconciliationLease> leaseSettlement(UnresolvedSettlement doubt) {
        Instant now = now();
        Instant next = now.plus(pause(doubt.looks()));
        if (!database.statement(
                handle -> UnresolvedSettlementDao.leaseSettlement(handle, doubt, now, now.plus(times.lease()), next))) {
            return Optional.empty();
        }
        return database.statement(handle -> PaymentQueries.find(handle, doubt.key()))
                .map(row -> new ReconciliationLease(Claim.ambiguous(row, doubt.leaseVersion() + 1), row.claimedAt()));
    }

    private Duration pause(int looks) {
        Duration doubled = first.multipliedBy(1L << Math.min(looks, MOST_DOUBLINGS));
        Duration rarest = first.compareTo(RAREST) > 0 ? first : RAREST;
        return doubled.compareTo(rarest) < 0 ? doubled : rarest;
    }

    /** Makes it the turn of every one of them, however lately somebody looked. */
    public void hurry() {
        database.statement(UnresolvedSettlementDao::hurry);
    }

    /**
     * Gives back what was claimed by somebody who then went away without asking for the money.
     *
     * @return how many
     */
    public int releaseAbandoned() {
        return database.statement(handle -> UnresolvedSettlementDao.releaseAbandoned(handle, now()));
    }

    /** Those in doubt for longer than a time. Each is told once, to one instance, so that an operator is alarmed once. */
    public List<PaymentRecord> alarming(Duration after) {
        Instant now = now();
        return database.statement(handle -> UnresolvedSettlementDao.alarming(handle, now, now.minus(after))).stream()
                .filter(row -> database.statement(handle ->
                        UnresolvedSettlementDao.alarmed(handle, row.payment().key(), now)))
                .toList();
    }

    /** How many there are, and for how long the oldest has been. */
    public Backlog backlog() {
        Instant now = now();
        return database.statement(handle -> UnresolvedSettlementDao.backlog(handle, now));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * @param count  payments in doubt
     * @param oldest age of the one that has been in doubt for longest, zero when there is none
     */
    public record Backlog(long count, Duration oldest) {}
}
