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
 * The payments whose settlement has no known outcome, for the reconciler. Any number of instances may work at the same
 * time: each payment belongs to one instance for the length of a lease, and is looked at less and less often.
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

    /** Those that are due and not leased, longest due first. */
    public List<UnresolvedSettlement> due(int limit) {
        return database.statement(handle -> UnresolvedSettlementDao.due(handle, now(), limit));
    }

    /** Leases a payment to this instance; empty when another one was faster or its outcome is known by now. */
    public Optional<ReconciliationLease> leaseSettlement(UnresolvedSettlement settlement) {
        Instant now = now();
        Instant next = now.plus(pause(settlement.looks()));
        if (!database.statement(handle ->
                UnresolvedSettlementDao.leaseSettlement(handle, settlement, now, now.plus(times.lease()), next))) {
            return Optional.empty();
        }
        return database.statement(handle -> PaymentQueries.find(handle, settlement.key()))
                .map(row ->
                        new ReconciliationLease(Claim.ambiguous(row, settlement.leaseVersion() + 1), row.claimedAt()));
    }

    private Duration pause(int looks) {
        Duration doubled = first.multipliedBy(1L << Math.min(looks, MOST_DOUBLINGS));
        Duration rarest = first.compareTo(RAREST) > 0 ? first : RAREST;
        return doubled.compareTo(rarest) < 0 ? doubled : rarest;
    }

    /** Makes all of them due now. */
    public void hurry() {
        database.statement(UnresolvedSettlementDao::hurry);
    }

    /**
     * Releases claims whose lease ended before settlement was requested.
     *
     * @return how many
     */
    public int releaseAbandoned() {
        return database.statement(handle -> UnresolvedSettlementDao.releaseAbandoned(handle, now()));
    }

    /** Those unresolved for longer than a time. Each is returned once, to one instance, so that an operator is alerted once. */
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
     * @param count  unresolved payments
     * @param oldest age of the one that has been unresolved for longest, zero without any
     */
    public record Backlog(long count, Duration oldest) {}
}
