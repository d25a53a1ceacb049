package io.tollgate.facilitator;

import io.tollgate.money.Asset;
import io.tollgate.money.Authorization;
import io.tollgate.money.Network;
import io.tollgate.money.UnixTime;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Optional;

/**
 * What can be told of a payment from its papers alone: without the signature and without the token. Each group is
 * looked at in the order of the official packages, which put the signature between {@link #terms} and
 * {@link #recipient}.
 */
public final class PaperChecks {
    private static final BigInteger TIME_TO_SETTLE = BigInteger.valueOf(6);

    private final Network network;
    private final Clock clock;

    public PaperChecks(Network network, Clock clock) {
        this.network = network;
        this.clock = clock;
    }

    /** Whether this facilitator serves that scheme and network at all, and both sides name the same. */
    public Optional<Flaw> terms(Order order) {
        Requirement requirement = order.requirement();
        if (!requirement.scheme().equals("exact")) {
            return Optional.of(Flaw.UNKNOWN_SCHEME);
        }
        String name = order.version() == 1 ? network.name() : network.chain().caip2();
        if (!requirement.network().equals(name)) {
            return Optional.of(Flaw.UNKNOWN_NETWORK);
        }
        if (!order.payment().scheme().equals("exact")) {
            return Optional.of(Flaw.SCHEME);
        }
        if (requirement.name().isEmpty() || requirement.version().isEmpty()) {
            return Optional.of(Flaw.DOMAIN);
        }
        return flaw(!order.payment().network().equals(requirement.network()), Flaw.NETWORK);
    }

    public Optional<Flaw> recipient(Order order) {
        return flaw(!authorization(order).to().equals(order.requirement().payTo()), Flaw.RECIPIENT);
    }

    public Optional<Flaw> window(Order order) {
        UnixTime now = UnixTime.of(clock.instant());
        UnixTime soon = new UnixTime(now.seconds().add(TIME_TO_SETTLE));
        if (authorization(order).validBefore().compareTo(soon) < 0) {
            return Optional.of(Flaw.VALID_BEFORE);
        }
        return flaw(authorization(order).validAfter().compareTo(now) > 0, Flaw.VALID_AFTER);
    }

    public Optional<Flaw> money(Order order) {
        if (!authorization(order).value().equals(order.requirement().amount())) {
            return Optional.of(Flaw.VALUE);
        }
        return flaw(!order.requirement().asset().equals(network.usdc().address()), Flaw.ASSET);
    }

    /** Whether the seller named the token's own EIP-712 domain. */
    public Optional<Flaw> domain(Order order) {
        Requirement requirement = order.requirement();
        if (!requirement.name().equals(Optional.of(network.usdc().domainName()))) {
            return Optional.of(Flaw.TOKEN_NAME);
        }
        return flaw(!requirement.version().equals(Optional.of(network.usdc().domainVersion())), Flaw.TOKEN_VERSION);
    }

    /** The token in the domain that the seller named; only after {@link #terms}. */
    public Asset named(Order order) {
        Requirement terms = order.requirement();
        return new Asset(
                network.chain(),
                terms.asset(),
                network.usdc().symbol(),
                terms.name().orElseThrow(),
                terms.version().orElseThrow(),
                network.usdc().decimals());
    }

    private static Authorization authorization(Order order) {
        return order.payment().authorization();
    }

    private static Optional<Flaw> flaw(boolean wrong, Flaw flaw) {
        return wrong ? Optional.of(flaw) : Optional.empty();
    }
}
