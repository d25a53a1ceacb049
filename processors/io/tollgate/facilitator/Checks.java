package io.tollgate.facilitator;

import io.tollgate.evm.Eip3009;
import io.tollgate.evm.Signature;
import io.tollgate.money.Address;
import io.tollgate.money.Asset;
import io.tollgate.money.Authorization;
import io.tollgate.money.Network;
import io.tollgate.money.UnixTime;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a payment is good, checked in the order of the official packages, so that a payment with two flaws gets the
 * same answer here and there. As strict as they are about signatures: 65 bytes with v 27 or 28, nothing else.
 */
final class Checks {
    private static final Pattern OFFICIAL_SIGNATURE = Pattern.compile("0x[0-9a-fA-F]{128}(1[bB]|1[cC])");
    private static final BigInteger TIME_TO_SETTLE = BigInteger.valueOf(6);

    private final Network network;
    private final SimulatedToken token;
    private final Clock clock;
    private final Eip3009 ours = new Eip3009();

    Checks(Network network, SimulatedToken token, Clock clock) {
        this.network = network;
        this.token = token;
        this.clock = clock;
    }

    /** The first flaw of a payment that is about to be settled; one that moved its money keeps its window for ever. */
    Optional<Flaw> beforeSettling(Order order) {
        return kind(order)
                .or(() -> terms(order))
                .or(() -> paid(order) ? Optional.empty() : window(order))
                .or(() -> money(order))
                .or(() -> domain(order.requirement()));
    }

    /** The first flaw of a payment that is to be verified. */
    Optional<Flaw> beforeServing(Order order) {
        Authorization authorization = authorization(order);
        return kind(order)
                .or(() -> terms(order))
                .or(() -> window(order))
                .or(() -> money(order))
                .or(() -> token.simulate(authorization).filter(Flaw.NONCE_USED::equals))
                .or(() -> domain(order.requirement()))
                .or(() -> token.simulate(authorization));
    }

    private Optional<Flaw> kind(Order order) {
        if (!order.requirement().scheme().equals("exact")) {
            return Optional.of(Flaw.UNKNOWN_SCHEME);
        }
        String name = order.version() == 1 ? network.name() : network.chain().caip2();
        return flaw(!order.requirement().network().equals(name), Flaw.UNKNOWN_NETWORK);
    }

    private Optional<Flaw> terms(Order order) {
        Requirement requirement = order.requirement();
        if (!order.payment().scheme().equals("exact")) {
            return Optional.of(Flaw.SCHEME);
        }
        if (requirement.name().isEmpty() || requirement.version().isEmpty()) {
            return Optional.of(Flaw.DOMAIN);
        }
        if (!order.payment().network().equals(requirement.network())) {
            return Optional.of(Flaw.NETWORK);
        }
        if (signer(order).filter(authorization(order).from()::equals).isEmpty()) {
            return Optional.of(Flaw.SIGNATURE);
        }
        return flaw(!authorization(order).to().equals(requirement.payTo()), Flaw.RECIPIENT);
    }

    private Optional<Flaw> window(Order order) {
        UnixTime now = UnixTime.of(clock.instant());
        UnixTime soon = new UnixTime(now.seconds().add(TIME_TO_SETTLE));
        if (authorization(order).validBefore().compareTo(soon) < 0) {
            return Optional.of(Flaw.VALID_BEFORE);
        }
        return flaw(authorization(order).validAfter().compareTo(now) > 0, Flaw.VALID_AFTER);
    }

    private Optional<Flaw> money(Order order) {
        if (!authorization(order).value().equals(order.requirement().amount())) {
            return Optional.of(Flaw.VALUE);
        }
        return flaw(!order.requirement().asset().equals(token.asset().address()), Flaw.ASSET);
    }

    private Optional<Flaw> domain(Requirement requirement) {
        if (!requirement.name().equals(Optional.of(token.asset().domainName()))) {
            return Optional.of(Flaw.TOKEN_NAME);
        }
        return flaw(!requirement.version().equals(Optional.of(token.asset().domainVersion())), Flaw.TOKEN_VERSION);
    }

    /** Who signed in the domain that the seller named. */
    private Optional<Address> signer(Order order) {
        String signature = order.payment().signature();
        if (!OFFICIAL_SIGNATURE.matcher(signature).matches()) {
            return Optional.empty();
        }
        Requirement terms = order.requirement();
        Asset asset = new Asset(
                network.chain(),
                terms.asset(),
                token.asset().symbol(),
                terms.name().orElseThrow(),
                terms.version().orElseThrow(),
                token.asset().decimals());
        // a domain that is not the token's must not stay in the memory of the long-lived instance
        Eip3009 eip3009 = asset.equals(token.asset()) ? ours : new Eip3009();
        return Signature.parse(signature).flatMap(one -> one.recover(eip3009.digest(asset, authorization(order))));
    }

    private boolean paid(Order order) {
        return token.transactionOf(authorization(order)).isPresent();
    }

    private static Authorization authorization(Order order) {
        return order.payment().authorization();
    }

    private static Optional<Flaw> flaw(boolean wrong, Flaw flaw) {
        return wrong ? Optional.of(flaw) : Optional.empty();
    }
}
