package io.tollgate.dev.facilitator;

import io.tollgate.facilitator.server.FacilitatorCallBody;
import io.tollgate.facilitator.server.InvalidReason;
import io.tollgate.facilitator.server.RequirementChecks;
import io.tollgate.x402.evm.Eip3009;
import io.tollgate.x402.evm.Signature;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Network;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a payment in play money is good, checked in the order of the official packages, so that a payment with two
 * flaws gets the same answer here and there. As strict as they are about signatures: 65 bytes with v 27 or 28.
 */
final class SimulatedPaymentChecks {
    private static final Pattern OFFICIAL_SIGNATURE = Pattern.compile("0x[0-9a-fA-F]{128}(1[bB]|1[cC])");

    private final RequirementChecks requirements;
    private final SimulatedToken token;
    private final Eip3009 tokenDomain = new Eip3009();

    SimulatedPaymentChecks(Network network, SimulatedToken token, Clock clock) {
        this.requirements = new RequirementChecks(network, clock);
        this.token = token;
    }

    /** The first flaw of a payment that is about to be settled; one that moved its money keeps its window for ever. */
    Optional<InvalidReason> beforeSettling(FacilitatorCallBody order) {
        return terms(order)
                .or(() -> isSettled(order) ? Optional.empty() : requirements.window(order))
                .or(() -> requirements.money(order))
                .or(() -> requirements.domain(order));
    }

    /** The first flaw of a payment that is to be verified. */
    Optional<InvalidReason> beforeServing(FacilitatorCallBody order) {
        Authorization authorization = order.payment().authorization();
        return terms(order)
                .or(() -> requirements.window(order))
                .or(() -> requirements.money(order))
                .or(() -> token.simulate(authorization).filter(InvalidReason.NONCE_USED::equals))
                .or(() -> requirements.domain(order))
                .or(() -> token.simulate(authorization));
    }

    private Optional<InvalidReason> terms(FacilitatorCallBody order) {
        return requirements.terms(order)
                .or(() -> signer(order)
                                .filter(order.payment().authorization().from()::equals)
                                .isEmpty()
                        ? Optional.of(InvalidReason.SIGNATURE)
                        : Optional.empty())
                .or(() -> requirements.recipient(order));
    }

    /** Who signed in the domain that the seller named. */
    private Optional<Address> signer(FacilitatorCallBody order) {
        String signature = order.payment().signature();
        if (!OFFICIAL_SIGNATURE.matcher(signature).matches()) {
            return Optional.empty();
        }
        Asset asset = requirements.named(order);
        // a domain that is not the token's must not stay in the memory of the long-lived instance
        Eip3009 eip3009 = asset.equals(token.asset()) ? tokenDomain : new Eip3009();
        return Signature.parse(signature)
                .flatMap(
                        one -> one.recover(eip3009.digest(asset, order.payment().authorization())));
    }

    private boolean isSettled(FacilitatorCallBody order) {
        return token.transactionOf(order.payment().authorization()).isPresent();
    }
}
