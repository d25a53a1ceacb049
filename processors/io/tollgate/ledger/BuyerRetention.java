package io.tollgate.ledger;

import static java.util.Objects.requireNonNull;

import io.tollgate.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Deletes who bought what after the retention time. What was sold when for how much stays; wallet, nonce,
 * signature, transaction and what was sent to the facilitator go, and so do messages that told of the sale. A forgotten
 * payment buys nothing again: the ledger knows it by its {@link Pseudonyms}.
 */
public final class BuyerRetention {
    private static final int BATCH = 200;

    private final Database database;
    private final Pseudonyms pseudonyms;
    private final Duration kept;
    private final Clock clock;

    /** @param kept how long after its last change a payment keeps its buyer */
    public BuyerRetention(Database database, Pseudonyms pseudonyms, Duration kept, Clock clock) {
        this.database = requireNonNull(database, "database must not be null");
        this.pseudonyms = requireNonNull(pseudonyms, "pseudonyms must not be null");
        this.kept = requireNonNull(kept, "kept must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    /**
     * Forgets the buyers of payments that ended long enough ago and entitle to nothing any more.
     *
     * @return how many payments
     */
    public int forget() {
        Instant now = clock.instant();
        Instant before = now.minus(kept);
        database.statement(handle -> OutboxDao.prune(handle, before));
        database.statement(handle -> BuyerRetentionDao.deleteReleased(handle, before));
        int forgotten = 0;
        while (true) {
            List<PaymentKey> batch = database.statement(handle -> BuyerRetentionDao.due(handle, before, now, BATCH));
            for (PaymentKey key : batch) {
                forgotten += database.transaction(handle -> BuyerRetentionDao.forget(handle, key, pseudonyms, now));
            }
            if (batch.size() < BATCH) {
                return forgotten;
            }
        }
    }
}
