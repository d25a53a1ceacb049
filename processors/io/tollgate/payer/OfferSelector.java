package io.tollgate.payer;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.protocol.Offer;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether and how to pay: the first offer that this wallet can sign, in a coin it knows, within the limit. A
 * coin is known by chain and address together; its signing domain is ours, never the server's word.
 */
final class OfferSelector {
    /** An offer worth signing, or one sentence why no offer is. */
    sealed interface Choice {
        record Payable(ProposedPayment spending) implements Choice {}

        record None(String why) implements Choice {}
    }

    private final Networks networks;
    private final AtomicAmount limit;
    private final SpendingPolicy policy;

    OfferSelector(Networks networks, AtomicAmount limit, SpendingPolicy policy) {
        this.networks = networks;
        this.limit = limit;
        this.policy = policy;
    }

    Choice choose(URI url, List<Offer> offers) {
        if (offers.isEmpty()) {
            return new Choice.None("the server asks for a payment but names no terms");
        }
        String why = null;
        for (Offer offer : offers) {
            Choice choice = judge(url, offer);
            if (choice instanceof Choice.None none) {
                why = why == null ? none.why() : why;
            } else {
                return choice;
            }
        }
        return new Choice.None(why);
    }

    private Choice judge(URI url, Offer offer) {
        Optional<Network> known = networks.find(offer.network());
        if (known.isEmpty()) {
            return new Choice.None(
                    "the network " + ServerErrorText.clean(offer.network()) + " is not one this wallet pays on");
        }
        Network network = known.get();
        if (!offer.scheme().equals("exact") || !signable(offer.accepted().path("extra"))) {
            return new Choice.None("the way of paying that is asked for is not one this wallet has");
        }
        if (!offer.asset().equals(network.usdc().address())) {
            return new Choice.None("the token " + offer.asset() + " is not USDC on " + network.name());
        }
        if (!domainFits(offer.accepted().path("extra"), network)) {
            return new Choice.None("the terms name a signing domain that USDC on " + network.name() + " does not have");
        }
        if (!network.testnet() && !"https".equalsIgnoreCase(url.getScheme()) && !LoopbackHosts.loopback(url)) {
            return new Choice.None("terms in real money came over plain http, where they can be changed on the way");
        }
        if (offer.amount().compareTo(limit) > 0) {
            return new Choice.None("it costs " + dollars(offer.amount(), network) + ", over the limit of "
                    + dollars(limit, network) + " (--max, WALLET_MAX_PER_CALL)");
        }
        ProposedPayment spending = new ProposedPayment(url, offer, network);
        return policy.objection(spending).<Choice>map(Choice.None::new).orElseGet(() -> new Choice.Payable(spending));
    }

    /** Other ways of moving a token (permits, delegations, escrow) need other signatures than ours. */
    private static boolean signable(JsonNode extra) {
        String method = extra.path("assetTransferMethod").asText("eip3009");
        String flow = extra.path("paymentFlow").asText("authorization");
        return method.equals("eip3009") && (flow.equals("authorization") || flow.equals("upfront"));
    }

    private static boolean domainFits(JsonNode extra, Network network) {
        return extra.path("name")
                        .asText(network.usdc().domainName())
                        .equals(network.usdc().domainName())
                && extra.path("version")
                        .asText(network.usdc().domainVersion())
                        .equals(network.usdc().domainVersion());
    }

    private static String dollars(AtomicAmount amount, Network network) {
        return "$" + amount.written(network.usdc().decimals());
    }
}
