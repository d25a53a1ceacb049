package io.tollgate.chain;

import io.tollgate.money.ChainId;
import io.tollgate.money.Network;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The chains this gateway may ask, each through the node that was named for it. Closing it ends open questions. */
public final class Chains implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Longest wait for one answer of a node. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final Map<ChainId, Node> nodes = new HashMap<>();
    private final Map<ChainId, JsonRpcChain> chains = new HashMap<>();

    /** @param endpoints JSON-RPC URLs; the chains of networks that are not named cannot be asked */
    public Chains(Map<Network, URI> endpoints, Duration patience) {
        endpoints.forEach((network, url) -> {
            Node node = new Node(new HttpRpc(url, http, patience));
            nodes.put(network.chain(), node);
            chains.put(network.chain(), new JsonRpcChain(node, network));
        });
    }

    /** Empty when the chain is not to be asked. */
    public Optional<Chain> of(Network network) {
        return Optional.ofNullable(chains.get(network.chain()));
    }

    /** The node itself, for whoever sends transactions. */
    public Optional<Node> node(Network network) {
        return Optional.ofNullable(nodes.get(network.chain()));
    }

    /**
     * Looks whether a network's node is the right one.
     *
     * @throws WrongChain when it is not
     */
    public void verify(Network network) throws IOException {
        JsonRpcChain chain = chains.get(network.chain());
        if (chain != null) {
            chain.verify();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
