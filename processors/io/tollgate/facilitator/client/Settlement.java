package io.tollgate.facilitator.client;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Bytes32;
import java.util.Optional;

/** What became of a settlement. Unknown is not failure: the money may be on its way (x402 v2 section 7.2). */
public sealed interface Settlement {
    record Settled(Bytes32 transaction, Address payer) implements Settlement {}

    /** @param reason the protocol's own word, short enough to be shown */
    record Rejected(String reason) implements Settlement {}

    record Unknown(Optional<Bytes32> transaction, String why) implements Settlement {}

    /** The request was not sent: not one byte of it can have left, so this attempt has moved nothing. */
    record ConnectFailure(String why) implements Settlement {}
}
