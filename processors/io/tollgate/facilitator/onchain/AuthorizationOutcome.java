package io.tollgate.facilitator.onchain;

import io.tollgate.facilitator.server.InvalidReason;
import io.tollgate.x402.money.Bytes32;
import java.util.Optional;

/** What became of one authorization at this facilitator. */
sealed interface AuthorizationOutcome {
    record Settled(Bytes32 transaction) implements AuthorizationOutcome {}

    /** @param transaction one that was mined and moved nothing */
    record Refused(InvalidReason flaw, Optional<Bytes32> transaction) implements AuthorizationOutcome {
        Refused(InvalidReason flaw) {
            this(flaw, Optional.empty());
        }
    }
}
