package io.tollgate.settings;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Kinds of settings for money: prices, accounts, networks and their nodes. */
final class MoneyKinds {
    /** Prices are in the stablecoin of a network; all that {@link Networks} lists have six decimals. */
    static final int PRICE_DECIMALS = 6;

    /** Each network adds half a kilobyte to a header; proxies accept 4 KB. */
    private static final int MAX_NETWORKS = 6;

    private MoneyKinds() {}

    static Kind<AtomicAmount> price() {
        return new Kind<>(
                "PRICE",
                "US dollars, at most 6 decimals",
                text -> {
                    try {
                        return AtomicAmount.price(text, PRICE_DECIMALS);
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException("is not usable: " + e.getMessage(), e);
                    }
                },
                amount -> "$" + amount.written(PRICE_DECIMALS));
    }

    /** {@code copilot=$0.50,nightly=$2}. */
    static Kind<Map<String, AtomicAmount>> caps() {
        Function<String, AtomicAmount> amount = price().read();
        return new Kind<>(
                "NAME=PRICE,…",
                "names and US dollars separated by commas, such as copilot=$0.50",
                text -> {
                    Map<String, AtomicAmount> caps = new LinkedHashMap<>();
                    for (String pair : text.split(",", -1)) {
                        String[] parts = pair.strip().split("=", 2);
                        if (parts.length != 2 || !parts[0].matches("[a-z0-9][a-z0-9-]{0,31}")) {
                            throw new IllegalArgumentException("must be names and amounts such as copilot=$0.50");
                        }
                        caps.put(parts[0], amount.apply(parts[1]));
                    }
                    return Map.copyOf(caps);
                },
                caps -> caps.entrySet().stream()
                        .map(cap -> cap.getKey() + "=$" + cap.getValue().written(PRICE_DECIMALS))
                        .sorted()
                        .collect(Collectors.joining(",")));
    }

    static Kind<List<Network>> networks() {
        Kind<List<Network>> any = Kind.listOf(
                "NETWORK,…",
                "names of networks (base-sepolia, base) or eip155:N, separated by commas, the preferred one first; at most "
                        + MAX_NETWORKS,
                network());
        return new Kind<>(
                any.label(),
                any.unit(),
                text -> {
                    List<Network> read = any.read().apply(text);
                    if (read.size() > MAX_NETWORKS) {
                        throw new IllegalArgumentException("must name at most " + MAX_NETWORKS + " networks");
                    }
                    return read;
                },
                any.write());
    }

    private static Kind<Network> network() {
        Networks known = new Networks();
        return new Kind<>(
                "NETWORK",
                "the name of a network or eip155:N",
                name -> known.find(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "is not a network that Tollgate knows; try base-sepolia or base")),
                Network::name);
    }

    static Kind<Address> address() {
        return Kind.of("ADDRESS", "an EVM address, 0x and 40 hex digits", text -> {
            try {
                return Address.parseChecked(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("is not usable: " + e.getMessage(), e);
            }
        });
    }

    static Kind<List<Address>> addresses() {
        return Kind.listOf("ADDRESS,…", "EVM addresses separated by commas", address());
    }

    /** Empty for {@code off}. URLs are used unchanged, because many providers put a key into path or query. */
    static Kind<List<URI>> rpcUrls() {
        return Kind.of(
                "URL,…",
                "http or https URLs without credentials, separated by commas in the order of NETWORK, or off",
                text -> text.strip().equals("off")
                        ? List.of()
                        : Stream.of(text.split(",", -1)).map(Urls::http).toList());
    }
}
