package io.tollgate.x402.chain;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.UnixTime;
import java.io.IOException;

/**
 * The questions a gateway asks a chain: what became of an authorization, and whether a payer with code signed. Every
 * question may fail with an {@link IOException} when the chain cannot be reached or answers nonsense; that is never an
 * answer.
 */
public interface Chain {
    /** The newest block. */
    Head latest() throws IOException;

    /**
     * What became of an authorization.
     *
     * @param since search for its events from the block of this moment on, minus a margin for clocks that differ
     */
    AuthorizationUse use(Asset asset, Authorization authorization, UnixTime since) throws IOException;

    /** True for a smart wallet, an EIP-7702 delegation included. */
    boolean hasCode(Address account) throws IOException;

    /** What an account has of a token, in the token's units. */
    AtomicAmount balance(Asset asset, Address account) throws IOException;

    /** EIP-1271: whether the contract at this address takes the bytes for its signature of the digest. */
    boolean signedByContract(Address wallet, byte[] digest, byte[] signature) throws IOException;
}
