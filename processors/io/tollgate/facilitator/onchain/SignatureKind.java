package io.tollgate.facilitator.onchain;

import io.tollgate.x402.evm.Signature;

/** Who vouches for an authorization; it decides which of the token's two functions carries it out. */
sealed interface SignatureKind {
    /** The payer's own key, in whichever form it was written. */
    record Key(Signature signature) implements SignatureKind {}

    /** The payer's contract (EIP-1271), which alone understands the bytes. */
    record Contract(byte[] signature) implements SignatureKind {}
}
