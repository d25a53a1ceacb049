package io.tollgate.x402.chain;

import io.tollgate.x402.money.ChainId;
import io.tollgate.x402.money.Network;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * The chains this gateway may ask, each through the node that was named for it. What it takes to ask is made with the
 * first question: the start of a gateway does not wait for it. Closing it ends open questions.
 */
public final class Chains implements AutoCloseable {
    /** Longest wait for one answer of a node. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Duration patience;
    private final Map<ChainId, URI> endpoints = new HashMap<>();
    private final Map<ChainId, JsonRpcChain> chains = new HashMap<>();
    private final Map<ChainId, Node> nodes = new HashMap<>();
    private HttpClient http;
    private boolean closed;

    /** @param endpoints JSON-RPC URLs; the chains of networks that are not named cannot be asked */
    public Chains(Map<Network, URI> endpoints, Duration patience) {
        this.patience = patience;
        endpoints.forEach((network, url) -> {
            this.endpoints.put(network.chain(), url);
            chains.put(network.chain(), new JsonRpcChain(() -> open(network.chain()), network));
        });
    }

    private synchronized Node open(ChainId chain) {
        if (http == null) {
            http = HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
            if (closed) {
                // then every question fails as one to a node that is gone
                http.shutdownNow();
            }
        }
        return nodes.computeIfAbsent(chain, one -> new Node(new HttpRpc(endpoints.get(one), http, patience)));
    }

    /** Empty when the chain is not to be asked. */
    public Optional<Chain> of(Network network) {
        return Optional.ofNullable(chains.get(network.chain()));
    }

    /** The node itself, for sending transactions. */
    public Optional<Node> node(Network network) {
        return endpoints.containsKey(network.chain()) ? Optional.of(open(network.chain())) : Optional.empty();
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
    public synchronized void close() {
        closed = true;
        if (http != null) {
            http.shutdownNow();
        }
    }
}
