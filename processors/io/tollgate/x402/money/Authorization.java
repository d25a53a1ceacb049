package io.tollgate.x402.money;

import static java.util.Objects.requireNonNull;

/**
 * What a payer signs: EIP-3009 {@code TransferWithAuthorization}. The window is strict on the chain:
 * {@code validAfter < block time < validBefore}, both Unix seconds.
 */
public record Authorization(
        Address from, Address to, AtomicAmount value, UnixTime validAfter, UnixTime validBefore, Bytes32 nonce) {
    public Authorization {
        requireNonNull(from, "from must not be null");
        requireNonNull(to, "to must not be null");
        requireNonNull(value, "value must not be null");
        requireNonNull(validAfter, "validAfter must not be null");
        requireNonNull(validBefore, "validBefore must not be null");
        requireNonNull(nonce, "nonce must not be null");
    }
}
