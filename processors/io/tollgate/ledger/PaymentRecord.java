package io.tollgate.ledger;

import io.tollgate.x402.money.Bytes32;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the ledger as it stands.
 *
 * @param payment        what was presented by whoever claimed it last
 * @param leaseVersion   counts claims; who holds an older one may no longer write
 * @param leaseUntil     from here on somebody else may take the payment over
 * @param settleAttempts how often the money was asked for
 * @param reason         why it was rejected, released or left open
 * @param entitledUntil  how long the buyer may fetch the item, once settled
 * @param completedAt    when the item was first delivered to its end
 * @param doubtedAt      since when nobody knows, or before it was settled knew, whether the money moved
 * @param facilitator    who was asked to move it, once somebody was or is about to be
 */
public record PaymentRecord(
        PresentedPayment payment,
        PaymentState state,
        long leaseVersion,
        Instant leaseUntil,
        int settleAttempts,
        Optional<Bytes32> transaction,
        Optional<String> reason,
        Optional<String> receiptId,
        Instant claimedAt,
        Optional<Instant> settledAt,
        Optional<Instant> entitledUntil,
        Optional<Instant> completedAt,
        Optional<Instant> doubtedAt,
        Optional<URI> facilitator) {
    boolean leased(Instant now) {
        return now.isBefore(leaseUntil);
    }
}
