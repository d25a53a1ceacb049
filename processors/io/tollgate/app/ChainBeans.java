package io.tollgate.app;

import io.tollgate.log.LogEvent;
import io.tollgate.settings.Settings;
import io.tollgate.x402.chain.Chains;
import io.tollgate.x402.chain.WrongChain;
import io.tollgate.x402.money.Network;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chains of a gateway, and the check of each at the start. A gateway sells while a node is down, but does not start with
 * a node of another chain, which would give wrong answers about payments.
 */
final class ChainBeans implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChainBeans.class);

    private static final Duration START_TIMEOUT = Duration.ofSeconds(5);

    private final Chains chains;
    private final List<CompletableFuture<Void>> checks;

    /** Starts to check every chain except an embedded one, which answers only when this gateway serves. */
    ChainBeans(Settings settings) {
        Map<Network, URI> urls = settings.payment().rpcUrls();
        chains = new Chains(urls, Chains.PATIENCE);
        checks = urls.entrySet().stream()
                .filter(entry -> !entry.getValue()
                        .toString()
                        .startsWith(settings.server().localUrl() + "/"))
                .map(entry -> CompletableFuture.runAsync(() -> check(entry.getKey()), Thread::startVirtualThread))
                .toList();
        if (urls.isEmpty()) {
            LOG.warn(
                    "RPC_URL is off: payments with an unknown outcome stay unresolved until the facilitator knows the outcome");
        }
    }

    Chains chains() {
        return chains;
    }

    /**
     * Waits some seconds for the checks. Later, a node of the wrong chain is not used either.
     *
     * @throws IllegalStateException when a node serves another chain, or another token
     */
    void awaitChainChecks() {
        try {
            CompletableFuture.allOf(checks.toArray(CompletableFuture[]::new))
                    .orTimeout(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IllegalStateException wrong) {
                throw wrong;
            }
            LOG.warn(
                    "the node of a chain was slow to answer at the start: {}",
                    e.getCause().toString());
        }
    }

    private void check(Network network) {
        try {
            chains.verify(network);
        } catch (WrongChain e) {
            throw new IllegalStateException("Bad RPC_URL (tollgate.rpc-url): " + e.getMessage() + ".", e);
        } catch (IOException e) {
            LogEvent.CHAIN_UNREACHABLE
                    .at(LOG)
                    .log(
                            "the node of {} does not answer ({}); payments with an unknown outcome stay unresolved meanwhile",
                            network.name(),
                            e.getMessage());
        }
    }

    @Override
    public void close() {
        chains.close();
    }
}
