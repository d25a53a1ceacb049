package io.tollgate.ledger;

import java.time.Duration;

/**
 * How long the ledger waits for whom.
 *
 * @param lease       how long a claim is exclusive: longer than opening the blob, verifying and settling may take
 * @param redelivery  how long after settlement the bare payment brings the item again
 * @param entitlement how long a buyer may fetch what was bought, with better proof than the payment, when the item does
 *                    not say
 */
public record LedgerTimes(Duration lease, Duration redelivery, Duration entitlement) {
    public LedgerTimes {
        if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("lease must be at least 1 second");
        }
        if (redelivery.isNegative()) {
            throw new IllegalArgumentException("redelivery must not be negative");
        }
        if (entitlement.compareTo(redelivery) < 0) {
            throw new IllegalArgumentException("entitlement must be at least as long as redelivery");
        }
    }

    /** 180 seconds, 10 minutes, 24 hours. */
    public static LedgerTimes defaults() {
        return new LedgerTimes(Duration.ofSeconds(180), Duration.ofMinutes(10), Duration.ofHours(24));
    }
}
