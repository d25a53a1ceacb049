package io.tollgate.dev.facilitator;

import io.tollgate.facilitator.server.InvalidReason;
import io.tollgate.x402.money.Bytes32;

/** The result of one call of the token's {@code transferWithAuthorization}. */
public sealed interface Transfer {
    record Moved(Bytes32 transaction) implements Transfer {}

    record Reverted(InvalidReason reason) implements Transfer {}
}
