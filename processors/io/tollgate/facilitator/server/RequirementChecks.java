package io.tollgate.facilitator.server;

import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.UnixTime;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Optional;

/**
 * What can be told of a payment from its fields alone: without the signature and without the token. Each group is
 * looked at in the order of the official packages, which put the signature between {@link #terms} and
 * {@link #recipient}.
 */
public final class RequirementChecks {
    private static final BigInteger TIME_TO_SETTLE = BigInteger.valueOf(6);

    private final Network network;
    private final Clock clock;

    public RequirementChecks(Network network, Clock clock) {
        this.network = network;
        this.clock = clock;
    }

    /** Whether this facilitator serves that scheme and network at all, and both sides name the same. */
    public Optional<InvalidReason> terms(FacilitatorCallBody order) {
        PaymentRequirement requirement = order.requirement();
        if (!requirement.scheme().equals("exact")) {
            return Optional.of(InvalidReason.UNKNOWN_SCHEME);
        }
        String name = order.version() == 1 ? network.name() : network.chain().caip2();
        if (!requirement.network().equals(name)) {
            return Optional.of(InvalidReason.UNKNOWN_NETWORK);
        }
        if (!order.payment().scheme().equals("exact")) {
            return Optional.of(InvalidReason.SCHEME);
        }
        if (requirement.name().isEmpty() || requirement.version().isEmpty()) {
            return Optional.of(InvalidReason.DOMAIN);
        }
        return flaw(!order.payment().network().equals(requirement.network()), InvalidReason.NETWORK);
    }

    public Optional<InvalidReason> recipient(FacilitatorCallBody order) {
        return flaw(!authorization(order).to().equals(order.requirement().payTo()), InvalidReason.RECIPIENT);
    }

    public Optional<InvalidReason> window(FacilitatorCallBody order) {
        UnixTime now = UnixTime.of(clock.instant());
        UnixTime soon = new UnixTime(now.seconds().add(TIME_TO_SETTLE));
        if (authorization(order).validBefore().compareTo(soon) < 0) {
            return Optional.of(InvalidReason.VALID_BEFORE);
        }
        return flaw(authorization(order).validAfter().compareTo(now) > 0, InvalidReason.VALID_AFTER);
    }

    public Optional<InvalidReason> money(FacilitatorCallBody order) {
        if (!authorization(order).value().equals(order.requirement().amount())) {
            return Optional.of(InvalidReason.VALUE);
        }
        return flaw(!order.requirement().asset().equals(network.usdc().address()), InvalidReason.ASSET);
    }

    /** Whether the seller named the token's own EIP-712 domain. */
    public Optional<InvalidReason> domain(FacilitatorCallBody order) {
        PaymentRequirement requirement = order.requirement();
        if (!requirement.name().equals(Optional.of(network.usdc().domainName()))) {
            return Optional.of(InvalidReason.TOKEN_NAME);
        }
        return flaw(
                !requirement.version().equals(Optional.of(network.usdc().domainVersion())),
                InvalidReason.TOKEN_VERSION);
    }

    /** The token in the domain that the seller named; only after {@link #terms}. */
    public Asset named(FacilitatorCallBody order) {
        PaymentRequirement terms = order.requirement();
        return new Asset(
                network.chain(),
                terms.asset(),
                network.usdc().symbol(),
                terms.name().orElseThrow(),
                terms.version().orElseThrow(),
                network.usdc().decimals());
    }

    private static Authorization authorization(FacilitatorCallBody order) {
        return order.payment().authorization();
    }

    private static Optional<InvalidReason> flaw(boolean wrong, InvalidReason flaw) {
        return wrong ? Optional.of(flaw) : Optional.empty();
    }
}
