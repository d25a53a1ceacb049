package io.tollgate.facilitator;

import io.tollgate.money.Bytes32;

/** What became of one call of the token's {@code transferWithAuthorization}. */
public sealed interface Transfer {
    record Moved(Bytes32 transaction) implements Transfer {}

    record Reverted(Flaw flaw) implements Transfer {}
}
