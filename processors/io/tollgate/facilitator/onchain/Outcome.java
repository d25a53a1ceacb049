package io.tollgate.facilitator.onchain;

import io.tollgate.facilitator.Flaw;
import io.tollgate.money.Bytes32;
import java.util.Optional;

/** What became of one authorisation at this facilitator. */
sealed interface Outcome {
    record Settled(Bytes32 transaction) implements Outcome {}

    /** @param transaction one that was mined and moved nothing */
    record Refused(Flaw flaw, Optional<Bytes32> transaction) implements Outcome {
        Refused(Flaw flaw) {
            this(flaw, Optional.empty());
        }
    }
}
