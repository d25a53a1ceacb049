package io.tollgate.x402.money;

import static java.util.Objects.requireNonNull;

/**
 * A token that can be paid with, and the EIP-712 domain its authorizations are signed for. A wrong domain name makes
 * every signature invalid, and it differs between chains of the same coin.
 *
 * @param decimals how many digits of an atomic amount stand behind the point
 */
public record Asset(
        ChainId chain, Address address, String symbol, String domainName, String domainVersion, int decimals) {
    public Asset {
        requireNonNull(chain, "chain must not be null");
        requireNonNull(address, "address must not be null");
        requireNonNull(symbol, "symbol must not be null");
        requireNonNull(domainName, "domainName must not be null");
        requireNonNull(domainVersion, "domainVersion must not be null");
    }
}
