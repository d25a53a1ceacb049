package io.tollgate.dev.chain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollgate.dev.facilitator.Transfer;
import io.tollgate.facilitator.server.FacilitatorHttpResponse;
import io.tollgate.facilitator.server.InvalidReason;

/**
 * The answer to a transaction that was sent to the simulated token directly: its hash, or 409 with the reason of the
 * revert.
 */
final class TransactionAnswer {
    private TransactionAnswer() {}

    static FacilitatorHttpResponse of(Transfer transfer) {
        return switch (transfer) {
            case Transfer.Moved moved ->
                FacilitatorHttpResponse.json(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("transaction", moved.transaction().hex()));
            case Transfer.Reverted reverted -> reverted(reverted.reason());
        };
    }

    /**
     * The answer to an invalid signature. A real token checks signatures; the simulated one leaves this to its callers.
     */
    static FacilitatorHttpResponse invalidSignature() {
        return reverted(InvalidReason.SIGNATURE);
    }

    private static FacilitatorHttpResponse reverted(InvalidReason reason) {
        return FacilitatorHttpResponse.json(
                409, JsonNodeFactory.instance.objectNode().put("reverted", reason.in(2)));
    }
}
