package io.tollgate.ledger;

import static io.tollgate.ledger.ClaimOutcome.Refused.ALREADY_USED;

import io.tollgate.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Who of all who bring a payment may go on with it. One wins, across instances; everybody else learns how it stands. */
final class Claiming {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int RACES = 20;

    private final Database database;
    private final LedgerTimes times;
    private final Clock clock;

    Claiming(Database database, LedgerTimes times, Clock clock) {
        this.database = database;
        this.times = times;
        this.clock = clock;
    }

    ClaimOutcome claim(PresentedPayment payment) {
        Instant first = now();
        if (database.statement(handle -> PaymentRows.insert(handle, payment, first, first.plus(times.lease())))) {
            return new ClaimOutcome.Won(new Claim(payment, 1, false));
        }
        for (int race = 0; race < RACES; race++) {
            PaymentRecord row = database.statement(handle -> PaymentQueries.find(handle, payment.key()))
                    .orElseThrow();
            Optional<ClaimOutcome> outcome = contend(row, payment, now());
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return new ClaimOutcome.Busy(SHORTEST_WAIT);
    }

    /** Empty when the row moved on before we could take it: look again. */
    private Optional<ClaimOutcome> contend(PaymentRecord row, PresentedPayment payment, Instant now) {
        Instant lease = now.plus(times.lease());
        long version = row.leaseVersion();
        return switch (Standing.of(row, payment, now, times.redelivery())) {
            case CLAIMABLE ->
                won(
                        database.statement(h -> PaymentRows.reclaim(h, row.state(), version, payment, now, lease)),
                        new Claim(payment, version + 1, false));
            case RESUMABLE ->
                won(
                        database.statement(h -> PaymentRows.resume(h, payment.key(), row.state(), version, now, lease)),
                        new Claim(row.payment(), version + 1, true));
            case DELIVERABLE -> Optional.of(new ClaimOutcome.Paid(Entitlement.of(row)));
            case IN_FLIGHT -> Optional.of(new ClaimOutcome.Busy(patience(row, now)));
            case UNSETTLED -> Optional.of(new ClaimOutcome.Unsettled(row.transaction(), patience(row, now)));
            case USED ->
                Optional.of(new ClaimOutcome.Refused(ALREADY_USED, "this payment was used before; sign a new one"));
            case REJECTED ->
                Optional.of(new ClaimOutcome.Refused(
                        ClaimOutcome.Refused.REJECTED, row.reason().orElse("")));
        };
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
