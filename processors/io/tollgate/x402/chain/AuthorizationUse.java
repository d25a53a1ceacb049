package io.tollgate.x402.chain;

import io.tollgate.x402.money.Bytes32;

/**
 * What the chain knows of one EIP-3009 authorization: (asset, payer, nonce). A used nonce alone does not prove that
 * the seller was paid: a payer may cancel, and the event of the transfer has to stand beside that of the use.
 */
public sealed interface AuthorizationUse {
    /** The block up to which this was looked for. */
    Head asOf();

    /** The nonce is unused; a later block may show otherwise until the authorization has run out on chain. */
    record Unused(Head asOf) implements AuthorizationUse {}

    /**
     * The money went where the payer signed: {@code AuthorizationUsed} and {@code Transfer(from, payTo, value)} in one
     * transaction.
     *
     * @param at the block of the transaction; callers compare its time with that of the claim
     */
    record Paid(Bytes32 transaction, Head at, Head asOf) implements AuthorizationUse {}

    /** The payer cancelled it; it can never be settled. */
    record Canceled(Bytes32 transaction, Head asOf) implements AuthorizationUse {}

    /** Used, and no transfer of this amount to this payee stands beside the use within the blocks that were searched. */
    record UsedOtherwise(Head asOf) implements AuthorizationUse {}
}
