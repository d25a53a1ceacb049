package io.tollgate.kamelets;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.protocol.Challenge;
import io.tollgate.x402.protocol.PaymentTerms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a route costs and who is paid: the terms of a paywall, which differ from request to request by the URL only. */
record Price(Network network, AtomicAmount amount, Address payTo, String description) {
    /** How long a payment may take, as its buyer is told. */
    static final Duration TIMEOUT = Duration.ofSeconds(300);

    /**
     * @param price   in dollars: {@code 0.001} or {@code $0.001}
     * @param network {@code base-sepolia}, {@code base} or {@code eip155:N}
     * @throws IllegalArgumentException with a sentence for whoever wrote the route
     */
    static Price of(String price, String payTo, String network, String description) {
        Network known = new Networks()
                .find(network)
                .orElseThrow(() -> new IllegalArgumentException("network: " + network + " is not known"));
        AtomicAmount amount =
                AtomicAmount.price(price.replaceFirst("^\\$", ""), known.usdc().decimals());
        if (amount.isZero()) {
            throw new IllegalArgumentException("price: must be more than 0");
        }
        return new Price(known, amount, Address.parse(payTo), description);
    }

    PaymentTerms terms(String url) {
        return new PaymentTerms(
                network, amount, payTo, TIMEOUT, new PaymentTerms.Resource(url, description, ""), Optional.empty());
    }

    Challenge challenge(String url, String error) {
        return new Challenge(List.of(terms(url)), error);
    }
}
