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
 * Checks payments in play money in the order of the official packages, so that a payment with two defects gets the same
 * answer from both. Signatures are checked as strictly: 65 bytes with v 27 or 28.
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

    /** Returns the first defect of a payment to settle. The time window of a settled payment no longer matters. */
    Optional<InvalidReason> beforeSettling(FacilitatorCallBody call) {
        return terms(call)
                .or(() -> isSettled(call) ? Optional.empty() : requirements.window(call))
                .or(() -> requirements.money(call))
                .or(() -> requirements.domain(call));
    }

    /** Returns the first defect of a payment to verify. */
    Optional<InvalidReason> beforeServing(FacilitatorCallBody call) {
        Authorization authorization = call.payment().authorization();
        return terms(call)
                .or(() -> requirements.window(call))
                .or(() -> requirements.money(call))
                .or(() -> token.simulate(authorization).filter(InvalidReason.NONCE_USED::equals))
                .or(() -> requirements.domain(call))
                .or(() -> token.simulate(authorization));
    }

    private Optional<InvalidReason> terms(FacilitatorCallBody call) {
        return requirements
                .terms(call)
                .or(() -> signer(call)
                                .filter(call.payment().authorization().from()::equals)
                                .isEmpty()
                        ? Optional.of(InvalidReason.SIGNATURE)
                        : Optional.empty())
                .or(() -> requirements.recipient(call));
    }

    /** Recovers the signer, in the domain that the seller gave. */
    private Optional<Address> signer(FacilitatorCallBody call) {
        String signature = call.payment().signature();
        if (!OFFICIAL_SIGNATURE.matcher(signature).matches()) {
            return Optional.empty();
        }
        Asset asset = requirements.named(call);
        // another domain must not be cached in the long-lived instance
        Eip3009 eip3009 = asset.equals(token.asset()) ? tokenDomain : new Eip3009();
        return Signature.parse(signature)
                .flatMap(parsed ->
                        parsed.recover(eip3009.digest(asset, call.payment().authorization())));
    }

    private boolean isSettled(FacilitatorCallBody call) {
        return token.transactionOf(call.payment().authorization()).isPresent();
    }
}
