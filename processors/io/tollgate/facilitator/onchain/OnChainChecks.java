package io.tollgate.facilitator.onchain;

import io.tollgate.facilitator.server.FacilitatorCallBody;
import io.tollgate.facilitator.server.InvalidReason;
import io.tollgate.facilitator.server.RequirementChecks;
import io.tollgate.x402.chain.Chain;
import io.tollgate.x402.evm.Eip3009;
import io.tollgate.x402.evm.Signature;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Network;
import java.io.IOException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a payment is good as far as its terms and signature go. Whether the payer has code decides how its signature is
 * read, not how long the signature is. Wallets that do not exist yet (EIP-6492) are refused: deploying them would let
 * any client have this facilitator call any contract.
 */
final class OnChainChecks {
    private static final Pattern BYTES = Pattern.compile("0[xX]([0-9a-fA-F]{2}){0,4096}");
    private static final String COUNTERFACTUAL = "6492".repeat(16);

    private final RequirementChecks requirements;
    private final Network network;
    private final Chain chain;
    private final Eip3009 ours = new Eip3009();

    OnChainChecks(Network network, Chain chain, Clock clock) {
        this.requirements = new RequirementChecks(network, clock);
        this.network = network;
        this.chain = chain;
    }

    RequirementChecks requirements() {
        return requirements;
    }

    /** What came of reading a signature: who vouches, or what is wrong. */
    record Reading(Optional<SignatureKind> signer, Optional<InvalidReason> flaw) {
        static Reading of(SignatureKind signer) {
            return new Reading(Optional.of(signer), Optional.empty());
        }

        static Reading of(InvalidReason flaw) {
            return new Reading(Optional.empty(), Optional.of(flaw));
        }
    }

    /** Terms, signature, recipient: the order of the official packages. */
    Reading read(FacilitatorCallBody order) throws IOException {
        Optional<InvalidReason> wrong = requirements.terms(order);
        if (wrong.isPresent()) {
            return Reading.of(wrong.get());
        }
        Reading reading = signature(order);
        Optional<InvalidReason> recipient = reading.flaw().or(() -> requirements.recipient(order));
        return recipient.map(Reading::of).orElse(reading);
    }

    private Reading signature(FacilitatorCallBody order) throws IOException {
        Authorization authorization = order.payment().authorization();
        String written = order.payment().signature();
        if (!BYTES.matcher(written).matches()) {
            return Reading.of(InvalidReason.SIGNATURE);
        }
        byte[] digest = digest(requirements.named(order), authorization);
        if (chain.hasCode(authorization.from())) {
            byte[] signature = HexFormat.of().parseHex(written, 2, written.length());
            return chain.signedByContract(authorization.from(), digest, signature)
                    ? Reading.of(new SignatureKind.Contract(signature))
                    : Reading.of(InvalidReason.SIGNATURE);
        }
        if (written.toLowerCase(Locale.ROOT).endsWith(COUNTERFACTUAL)) {
            return Reading.of(InvalidReason.UNDEPLOYED_WALLET);
        }
        return Signature.parse(written)
                .filter(one ->
                        one.recover(digest).filter(authorization.from()::equals).isPresent())
                .map(one -> Reading.of(new SignatureKind.Key(one)))
                .orElse(Reading.of(InvalidReason.SIGNATURE));
    }

    /** A domain that is not the token's must not stay in the memory of the long-lived instance. */
    private byte[] digest(Asset named, Authorization authorization) {
        Eip3009 eip3009 = named.equals(network.usdc()) ? ours : new Eip3009();
        return eip3009.digest(named, authorization);
    }
}
