package io.tollgate.settings;

import io.tollgate.x402.money.Network;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which node is asked about the payments on each network. */
final class RpcUrls {
    private RpcUrls() {}

    /**
     * @param set         in the order of the networks; an empty list asks nobody
     * @param facilitator an embedded one, of this gateway or of another, settles on its own chain: a public node would
     *                    know nothing of those payments
     */
    static Map<Network, URI> of(List<Network> networks, Optional<List<URI>> set, Optional<URI> facilitator) {
        Map<Network, URI> urls = new LinkedHashMap<>();
        if (set.filter(List::isEmpty).isPresent()) {
            return urls;
        }
        List<URI> named = set.orElse(List.of());
        for (int index = 0; index < networks.size(); index++) {
            Network network = networks.get(index);
            URI otherwise = facilitator.flatMap(RpcUrls::embeddedChain).orElse(network.rpc());
            urls.put(network, index < named.size() ? named.get(index) : otherwise);
        }
        return urls;
    }

    /** The chain of an embedded facilitator lies beside it. */
    private static Optional<URI> embeddedChain(URI facilitator) {
        String url = facilitator.toString();
        return url.endsWith(Development.FACILITATOR_PATH)
                ? Optional.of(URI.create(url.substring(0, url.length() - Development.FACILITATOR_PATH.length())
                        + Development.CHAIN_PATH))
                : Optional.empty();
    }
}
