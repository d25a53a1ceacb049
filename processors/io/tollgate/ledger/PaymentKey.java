package io.tollgate.ledger;

import static java.util.Objects.requireNonNull;

import io.tollgate.money.Address;
import io.tollgate.money.Asset;
import io.tollgate.money.Authorization;
import io.tollgate.money.Bytes32;
import io.tollgate.money.ChainId;

/**
 * What makes two presentations the same payment: a token contract takes each nonce of a payer once (EIP-3009). However a
 * client writes its header, it comes down to this; the rows hold the chain as a number and the rest as lower-case hex.
 */
public record PaymentKey(ChainId chain, Address asset, Address payer, Bytes32 nonce) {
    public PaymentKey {
        requireNonNull(chain, "chain must not be null");
        requireNonNull(asset, "asset must not be null");
        requireNonNull(payer, "payer must not be null");
        requireNonNull(nonce, "nonce must not be null");
    }

    public static PaymentKey of(Asset asset, Authorization authorization) {
        return new PaymentKey(asset.chain(), asset.address(), authorization.from(), authorization.nonce());
    }
}
