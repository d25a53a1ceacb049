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
 * The chains a gateway asks, and the look at each of them that its start takes. A node that is down is no reason not to
 * sell; one of another chain would answer every question about a payment wrongly.
 */
final class ChainBeans implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChainBeans.class);

    private static final Duration START_TIMEOUT = Duration.ofSeconds(5);

    private final Chains chains;
    private final List<CompletableFuture<Void>> checks;

    /** Starts to look at every chain other than an embedded one, which does not answer before this gateway serves. */
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
            LOG.warn("RPC_URL is off: payments with an unknown outcome stay open until the facilitator knows it");
        }
    }

    Chains chains() {
        return chains;
    }

    /**
     * Waits a little for what was found. A node that is later shown to be the wrong one gives no answers either.
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
            LOG.warn("a chain was slow to answer at the start: {}", e.getCause().toString());
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
                            "the chain of {} cannot be asked now ({}); until it can, unknown outcomes of payments stay open",
                            network.name(),
                            e.getMessage());
        }
    }

    @Override
    public void close() {
        chains.close();
    }
}
