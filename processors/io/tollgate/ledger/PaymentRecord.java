package io.tollgate.ledger;

import io.tollgate.x402.money.Bytes32;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the ledger as it stands.
 *
 * @param payment        what was presented with the last claim
 * @param leaseVersion   counts claims; the holder of an older one may no longer write
 * @param leaseUntil     from here on another request may take the payment over
 * @param settleAttempts how often settlement was requested
 * @param reason         why it was rejected, released or left open
 * @param entitledUntil  how long the buyer may fetch the item, once settled
 * @param completedAt    when the item was first delivered to its end
 * @param doubtedAt      since when its outcome is, or before its settlement was, unknown
 * @param facilitator    the one that was, or is about to be, asked to settle
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
