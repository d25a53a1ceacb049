package io.tollgate.x402.money;

import java.net.URI;
import java.util.Optional;

/**
 * A chain Tollgate can sell on.
 *
 * @param v1Name  the short name that x402 v1 uses, if it has one
 * @param forV1   true when every v1 client knows the name; one unknown network breaks a whole v1 answer
 * @param testnet true when its coins are worth nothing
 * @param usdc    the stablecoin prices are in
 * @param rpc     a public JSON-RPC endpoint
 */
public record Network(ChainId chain, Optional<String> v1Name, boolean forV1, boolean testnet, Asset usdc, URI rpc) {
    /** The name a person reads: the short one where there is one. */
    public String name() {
        return v1Name.orElse(chain.caip2());
    }
}
