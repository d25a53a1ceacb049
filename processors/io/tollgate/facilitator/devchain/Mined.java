package io.tollgate.facilitator.devchain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollgate.facilitator.Flaw;
import io.tollgate.facilitator.Transfer;
import io.tollgate.facilitator.WireAnswer;

/** How a transaction that went straight to the simulated token is answered: its hash, or 409 and why it reverts. */
final class Mined {
    private Mined() {}

    static WireAnswer of(Transfer transfer) {
        return switch (transfer) {
            case Transfer.Moved moved ->
                WireAnswer.json(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("transaction", moved.transaction().hex()));
            case Transfer.Reverted reverted -> refused(reverted.flaw());
        };
    }

    /** The token checks signatures on a real chain; the simulated one leaves that to whoever calls it. */
    static WireAnswer unsigned() {
        return refused(Flaw.SIGNATURE);
    }

    private static WireAnswer refused(Flaw flaw) {
        return WireAnswer.json(409, JsonNodeFactory.instance.objectNode().put("reverted", flaw.in(2)));
    }
}
