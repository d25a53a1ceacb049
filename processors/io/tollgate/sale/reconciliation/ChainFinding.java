package io.tollgate.sale.reconciliation;

import io.tollgate.x402.money.Bytes32;

/** What the chain shows of an open settlement. */
sealed interface ChainFinding {
    /** The money went to the seller, and not before we claimed the payment. */
    record Moved(Bytes32 transaction) implements ChainFinding {}

    /**
     * The money has not been paid for this and never will be.
     *
     * @param reason {@code payment_already_used}, or what a buyer may be shown
     */
    record NeverMoves(String reason) implements ChainFinding {}

    /** It may still move. */
    record Open() implements ChainFinding {}
}
