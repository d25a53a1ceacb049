package io.tollgate.ledger;

import static io.tollgate.ledger.ClaimOutcome.Refused.ALREADY_USED;

import io.tollgate.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Decides which of all requests with one payment goes on with it. One wins, across instances; the others get its state. */
final class ClaimTransaction {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int RACES = 20;

    private final Database database;
    private final LedgerTimes times;
    private final Optional<Pseudonyms> forgotten;
    private final Clock clock;

    ClaimTransaction(Database database, LedgerTimes times, Optional<Pseudonyms> forgotten, Clock clock) {
        this.database = database;
        this.times = times;
        this.forgotten = forgotten;
        this.clock = clock;
    }

    ClaimOutcome claim(PresentedPayment payment) {
        Optional<ClaimOutcome> first = database.transaction(handle -> insert(handle, payment, now()));
        if (first.isPresent()) {
            return first.get();
        }
        for (int race = 0; race < RACES; race++) {
            Optional<PaymentRecord> row = database.statement(handle -> PaymentQueries.find(handle, payment.key()));
            Optional<ClaimOutcome> outcome = row.isPresent()
                    ? contend(row.get(), payment, now())
                    : database.transaction(handle -> insert(handle, payment, now()));
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return new ClaimOutcome.Busy(SHORTEST_WAIT);
    }

    /**
     * Empty when it is there already, under its own name. Whether it was forgotten is asked after it was inserted, so that a payment which
     * is being forgotten at this moment is found under one of its two names.
     */
    private Optional<ClaimOutcome> insert(Handle handle, PresentedPayment payment, Instant now) {
        if (!PaymentDao.insert(handle, payment, now, now.plus(times.lease()))) {
            return Optional.empty();
        }
        if (forgotten.isPresent() && BuyerRetentionDao.isForgotten(handle, payment.key(), forgotten.get())) {
            PaymentDao.delete(handle, payment.key());
            return Optional.of(refused(ALREADY_USED));
        }
        return Optional.of(new ClaimOutcome.Won(Claim.fresh(payment, 1)));
    }

    /** Empty when the row moved on before we could take it: look again. */
    private Optional<ClaimOutcome> contend(PaymentRecord row, PresentedPayment payment, Instant now) {
        Instant lease = now.plus(times.lease());
        long version = row.leaseVersion();
        return switch (PaymentDisposition.of(row, payment, now, times.redelivery())) {
            case CLAIMABLE ->
                won(
                        database.statement(h -> PaymentDao.reclaim(h, row.state(), version, payment, now, lease)),
                        Claim.fresh(payment, version + 1));
            case RESUMABLE ->
                won(
                        database.statement(h -> PaymentDao.resume(h, payment.key(), row.state(), version, now, lease)),
                        Claim.ambiguous(row, version + 1));
            case DELIVERABLE -> Optional.of(new ClaimOutcome.Paid(Entitlement.of(row)));
            case IN_FLIGHT -> Optional.of(new ClaimOutcome.Busy(patience(row, now)));
            case UNSETTLED -> Optional.of(new ClaimOutcome.Unsettled(row.transaction(), patience(row, now)));
            case USED -> Optional.of(refused(ALREADY_USED));
            case REJECTED -> Optional.of(refused(row.reason().orElse("")));
        };
    }

    private static ClaimOutcome refused(String reason) {
        return reason.equals(ALREADY_USED)
                ? new ClaimOutcome.Refused(ALREADY_USED, "this payment was used before; sign a new one")
                : new ClaimOutcome.Refused(ClaimOutcome.Refused.REJECTED, reason);
    }

    private static Optional<ClaimOutcome> won(boolean taken, Claim claim) {
        return taken ? Optional.of(new ClaimOutcome.Won(claim)) : Optional.empty();
    }

    private static Duration patience(PaymentRecord row, Instant now) {
        Duration left = Duration.between(now, row.leaseUntil());
        return left.compareTo(SHORTEST_WAIT) < 0
                ? SHORTEST_WAIT
                : left.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : left;
    }

    /** As exact as the rows are. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
