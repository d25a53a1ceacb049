package io.tollgate.settings;

import io.tollgate.x402.money.Network;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which node is queried about payments on each network. */
final class RpcUrls {
    private RpcUrls() {}

    /**
     * @param set         in the order of the networks; with an empty list, no node is queried
     * @param facilitator an embedded one, of this gateway or another, settles on its own chain, which public nodes do
     *                    not know
     */
    static Map<Network, URI> of(List<Network> networks, Optional<List<URI>> set, Optional<URI> facilitator) {
        Map<Network, URI> urls = new LinkedHashMap<>();
        if (set.filter(List::isEmpty).isPresent()) {
            return urls;
        }
        List<URI> configured = set.orElse(List.of());
        for (int index = 0; index < networks.size(); index++) {
            Network network = networks.get(index);
            URI fallback = facilitator.flatMap(RpcUrls::embeddedChain).orElse(network.rpc());
            urls.put(network, index < configured.size() ? configured.get(index) : fallback);
        }
        return urls;
    }

    /** The chain of an embedded facilitator has the same base URL. */
    private static Optional<URI> embeddedChain(URI facilitator) {
        String url = facilitator.toString();
        return url.endsWith(Development.FACILITATOR_PATH)
                ? Optional.of(URI.create(url.substring(0, url.length() - Development.FACILITATOR_PATH.length())
                        + Development.CHAIN_PATH))
                : Optional.empty();
    }
}
