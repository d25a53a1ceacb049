package io.tollgate.ledger;

import io.tollgate.x402.money.Bytes32;
import java.time.Duration;
import java.util.Optional;

/** What the ledger answers when a payment is presented. */
public sealed interface ClaimOutcome {
    /** The caller alone may settle it now. */
    record Won(Claim claim) implements ClaimOutcome {}

    /** It was settled for this item before, and this caller may have the item again, with the same receipt. */
    record Paid(Entitlement entitlement) implements ClaimOutcome {}

    /** Another request is settling it. Answer 503; no fresh terms. */
    record Busy(Duration retryAfter) implements ClaimOutcome {}

    /**
     * Settlement was requested and its outcome is open; another request is finding out, or this caller has not shown
     * that it is the buyer. Answer 503 with a failure receipt; no fresh terms.
     */
    record Unsettled(Optional<Bytes32> transaction, Duration retryAfter) implements ClaimOutcome {}

    /**
     * It buys nothing here.
     *
     * @param reason {@link #ALREADY_USED} or {@link #REJECTED}, for the 402
     * @param detail one sentence or a facilitator's reason, safe to show
     */
    record Refused(String reason, String detail) implements ClaimOutcome {
        public static final String ALREADY_USED = "payment_already_used";
        public static final String REJECTED = "payment_rejected";
    }
}
