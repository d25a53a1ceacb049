package io.tollgate.reconcile;

import io.tollgate.money.Bytes32;

/** What the chain shows of an open settlement. */
sealed interface Finding {
    /** The money went to the seller, and not before we claimed the payment. */
    record Moved(Bytes32 transaction) implements Finding {}

    /**
     * The money has not been paid for this and never will be.
     *
     * @param reason {@code payment_already_used}, or what a buyer may be shown
     */
    record NeverMoves(String reason) implements Finding {}

    /** It may still move. */
    record Open() implements Finding {}
}
