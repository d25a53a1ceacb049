package io.tollgate.dev.chain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollgate.dev.facilitator.Transfer;
import io.tollgate.facilitator.server.FacilitatorHttpResponse;
import io.tollgate.facilitator.server.InvalidReason;

/** How a transaction that went straight to the simulated token is answered: its hash, or 409 and why it reverts. */
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

    /** The token checks signatures on a real chain; the simulated one leaves that to whoever calls it. */
    static FacilitatorHttpResponse invalidSignature() {
        return reverted(InvalidReason.SIGNATURE);
    }

    private static FacilitatorHttpResponse reverted(InvalidReason flaw) {
        return FacilitatorHttpResponse.json(
                409, JsonNodeFactory.instance.objectNode().put("reverted", flaw.in(2)));
    }
}
