package io.tollgate.payer;

import static java.util.Objects.requireNonNull;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.protocol.Offer;
import java.net.URI;

/**
 * A payment that is thought of: this offer of that seller, in a coin the wallet knows. What a policy is asked about is
 * the object that is signed, so nothing can change in between.
 */
public record ProposedPayment(URI url, Offer offer, Network network) {
    public ProposedPayment {
        requireNonNull(url, "url must not be null");
        requireNonNull(offer, "offer must not be null");
        requireNonNull(network, "network must not be null");
    }

    /** In units of the network's stablecoin. */
    public AtomicAmount amount() {
        return offer.amount();
    }

    public Address payTo() {
        return offer.payTo();
    }

    /** For people: {@code $0.01}. */
    public String price() {
        return "$" + amount().written(network.usdc().decimals());
    }
}
