package io.tollgate.mcp.wallet;

import io.tollgate.x402.chain.Chain;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the wallet holds on its chains; a node is asked at most twice a minute, and one that is down tells nothing. */
public final class WalletBalances {
    private static final Logger LOG = LoggerFactory.getLogger(WalletBalances.class);
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int DECIMALS = 6;

    private final List<Network> networks;
    private final Function<Network, Optional<Chain>> chains;
    private final Clock clock;
    private Map<Network, Long> known = Map.of();
    private Instant asked = Instant.MIN;

    /** @param chains empty for a chain that is not to be asked */
    public WalletBalances(List<Network> networks, Function<Network, Optional<Chain>> chains, Clock clock) {
        this.networks = List.copyOf(networks);
        this.chains = chains;
        this.clock = clock;
    }

    /** Millionths of a dollar on each network; one whose node does not answer is missing. */
    synchronized Map<Network, Long> of(Address account) {
        Instant now = clock.instant();
        if (now.isBefore(asked) || now.isAfter(asked.plus(FRESH))) {
            Map<Network, Long> told = new LinkedHashMap<>();
            for (Network network : networks) {
                chains.apply(network)
                        .flatMap(chain -> ask(chain, network, account))
                        .ifPresent(micros -> told.put(network, micros));
            }
            known = Map.copyOf(told);
            asked = now;
        }
        return known;
    }

    private static Optional<Long> ask(Chain chain, Network network, Address account) {
        try {
            AtomicAmount held = chain.balance(network.usdc(), account);
            return Optional.of(held.rescaled(network.usdc().decimals(), DECIMALS)
                    .units()
                    .min(BigInteger.valueOf(Long.MAX_VALUE))
                    .longValueExact());
        } catch (IOException e) {
            LOG.info("what the wallet holds on {} is not known: {}", network.name(), e.getMessage());
            return Optional.empty();
        }
    }
}
