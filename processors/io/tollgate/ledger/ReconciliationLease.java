package io.tollgate.ledger;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An unresolved settlement that this instance has leased.
 *
 * @param claim     ambiguous: the money was asked for before
 * @param claimedAt when the payment was claimed; what happened on the chain before did not pay for it
 */
public record ReconciliationLease(Claim claim, Instant claimedAt) {
    public ReconciliationLease {
        requireNonNull(claim, "claim must not be null");
        requireNonNull(claimedAt, "claimedAt must not be null");
    }
}
