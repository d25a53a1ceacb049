package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.ChainId;
import java.util.List;

/**
 * What a seller asks: how much, paid to whom and where.
 *
 * @param network  the preferred one
 * @param networks those the seller chose, the preferred one first; empty for all that the gateway sells on
 */
public record SaleTerms(Pricing pricing, Address payTo, ChainId network, List<ChainId> networks) {
    public SaleTerms {
        requireNonNull(pricing, "pricing must not be null");
        requireNonNull(payTo, "payTo must not be null");
        requireNonNull(network, "network must not be null");
        networks = List.copyOf(networks);
        if (!networks.isEmpty() && !networks.getFirst().equals(network)) {
            throw new IllegalArgumentException("the preferred network stands first");
        }
    }
}
