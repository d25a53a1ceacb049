package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.ChainId;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads what a seller asks, in an upload or later: {@code price}, or {@code pricePerMiB} with {@code minPrice} and
 * {@code maxPrice}; {@code payTo}; {@code networks}. What is not named stays as it is. Anything wrong is refused with
 * {@link IllegalArgumentException} that begins with the field's name.
 */
public final class TermsParser {
    /** The fields it reads. */
    public static final Set<String> FIELDS =
            Set.of("price", "pricePerMiB", "minPrice", "maxPrice", "payTo", "networks");

    private static final String ALL = "all";
    private static final Address ZERO = new Address("0x" + "0".repeat(40));

    private final Networks known = new Networks();
    private final List<ChainId> offered;

    /** @param offered the networks the gateway sells on, the preferred one first */
    public TermsParser(List<Network> offered) {
        this.offered = offered.stream().map(Network::chain).toList();
    }

    /** @param present what holds where a field is missing or blank */
    public SaleTerms read(Map<String, String> fields, SaleTerms present) {
        requireNonNull(present, "present must not be null");
        Pricing pricing = pricing(fields, present.pricing());
        Address payTo = named(fields, "payTo", TermsParser::account).orElse(present.payTo());
        Optional<List<ChainId>> chosen = named(fields, "networks", this::networks);
        return chosen.map(networks -> new SaleTerms(
                        pricing, payTo, networks.isEmpty() ? offered.getFirst() : networks.getFirst(), networks))
                .orElseGet(() -> new SaleTerms(pricing, payTo, present.network(), present.networks()));
    }

    private static Pricing pricing(Map<String, String> fields, Pricing present) {
        Optional<AtomicAmount> price = named(fields, "price", TermsParser::sum);
        Optional<AtomicAmount> rate = named(fields, "pricePerMiB", TermsParser::sum);
        Optional<AtomicAmount> least = named(fields, "minPrice", TermsParser::sum);
        Optional<AtomicAmount> most = named(fields, "maxPrice", TermsParser::sum);
        boolean bounded = least.isPresent() || most.isPresent();
        if (price.isPresent()) {
            if (rate.isPresent() || bounded) {
                throw new IllegalArgumentException(
                        "price: is for the whole file; leave out pricePerMiB, minPrice and maxPrice");
            }
            return new Pricing.Fixed(price.get());
        }
        if (rate.isEmpty() && !bounded) {
            return present;
        }
        return rate.map(sum -> bySize(sum, least.orElse(AtomicAmount.ZERO), most))
                .orElseGet(() -> rebounded(present, least, most));
    }

    private static Pricing rebounded(Pricing present, Optional<AtomicAmount> least, Optional<AtomicAmount> most) {
        if (present instanceof Pricing.PerMiB rule) {
            return bySize(rule.rate(), least.orElse(rule.least()), most.or(rule::most));
        }
        throw new IllegalArgumentException((least.isPresent() ? "minPrice" : "maxPrice") + ": needs a pricePerMiB");
    }

    private static Pricing bySize(AtomicAmount rate, AtomicAmount least, Optional<AtomicAmount> most) {
        try {
            return new Pricing.PerMiB(rate, least, most);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("maxPrice: must not be below minPrice", e);
        }
    }

    private List<ChainId> networks(String text) {
        if (text.equals(ALL)) {
            return List.of();
        }
        List<ChainId> chosen = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            ChainId chain = known.find(name.strip())
                    .map(Network::chain)
                    .filter(offered::contains)
                    .orElseThrow(() ->
                            new IllegalArgumentException("must be " + ALL + " or networks this gateway sells on"));
            if (chosen.contains(chain)) {
                throw new IllegalArgumentException("names one network twice");
            }
            chosen.add(chain);
        }
        return chosen;
    }

    private static AtomicAmount sum(String written) {
        return AtomicAmount.price(written, Pricing.DECIMALS);
    }

    private static Address account(String written) {
        Address address = Address.parseChecked(written);
        if (address.equals(ZERO)) {
            throw new IllegalArgumentException("address zero cannot be paid");
        }
        return address;
    }

    private static <T> Optional<T> named(Map<String, String> fields, String name, Function<String, T> reader) {
        String value = fields.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(value));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }
}
