package io.tollgate.dev.facilitator;

import io.tollgate.x402.money.Bytes32;
import java.util.List;
import java.util.Optional;

/**
 * An event in the log of the simulated chain.
 *
 * @param index  position in the log of its block, from 0
 * @param topics the event signature, then its indexed arguments
 * @param data   the argument that is not indexed, if there is one
 */
public record TokenEvent(long block, int index, Bytes32 transaction, List<Bytes32> topics, Optional<Bytes32> data) {
    public TokenEvent {
        topics = List.copyOf(topics);
    }
}
