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

/** The price of a route and its payee: the terms of a paywall, which differ between requests only in the URL. */
record Price(Network network, AtomicAmount amount, Address payTo, String description) {
    /** Time limit of a payment in the terms. */
    static final Duration TIMEOUT = Duration.ofSeconds(300);

    /**
     * @param price   in dollars: {@code 0.001} or {@code $0.001}
     * @param network {@code base-sepolia}, {@code base} or {@code eip155:N}
     * @throws IllegalArgumentException with a message for the author of the route
     */
    static Price of(String price, String payTo, String network, String description) {
        Network found = new Networks()
                .find(network)
                .orElseThrow(() -> new IllegalArgumentException("network: " + network + " is unknown"));
        AtomicAmount amount =
                AtomicAmount.price(price.replaceFirst("^\\$", ""), found.usdc().decimals());
        if (amount.isZero()) {
            throw new IllegalArgumentException("price: must be more than 0");
        }
        return new Price(found, amount, Address.parse(payTo), description);
    }

    PaymentTerms terms(String url) {
        return new PaymentTerms(
                network, amount, payTo, TIMEOUT, new PaymentTerms.Resource(url, description, ""), Optional.empty());
    }

    Challenge challenge(String url, String error) {
        return new Challenge(List.of(terms(url)), error);
    }
}
