package io.tollgate.facilitator.onchain;

import io.tollgate.facilitator.server.FacilitatorApi;
import io.tollgate.x402.chain.Chains;
import io.tollgate.x402.chain.Node;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Network;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import org.web3j.crypto.Credentials;

/** A facilitator on a real chain, put together: the node, the key that pays the gas, and what looks after both. */
public final class OnChain implements AutoCloseable {
    private final Node node;
    private final HotWallet wallet;
    private final TransactionMonitor watch;
    private final FacilitatorApi facilitator;

    /**
     * How long things take.
     *
     * @param answer  how long a caller of /settle waits for a block
     * @param look    between two looks at the transactions on their way
     * @param stuck   after which a transaction offers more
     */
    public record Times(Duration answer, Duration look, Duration stuck) {
        /** Below the 90 seconds that resource servers wait, and many blocks of every chain in the table. */
        public static final Times USUAL =
                new Times(Duration.ofSeconds(75), Duration.ofMillis(500), Duration.ofSeconds(20));
    }

    /**
     * Looks at the chain and the token before anything else, and starts.
     *
     * @param gasKey  of the account that pays the gas, for this process only
     * @param ceiling the most wei a unit of gas may cost
     * @throws IOException when the node cannot be asked, serves another chain, or has another token there
     */
    public static OnChain start(
            Network network, Chains chains, Wallet gasKey, BigInteger ceiling, Times times, Clock clock)
            throws IOException {
        chains.verify(network);
        return new OnChain(network, chains, Credentials.create(gasKey.reveal()), ceiling, times, clock);
    }

    private OnChain(Network network, Chains chains, Credentials key, BigInteger ceiling, Times times, Clock clock) {
        node = chains.node(network).orElseThrow();
        wallet = new HotWallet(node, key, network.chain().number(), ceiling, clock);
        watch = new TransactionMonitor(wallet, node, clock, times.look(), times.stuck());
        OnChainToken token =
                new OnChainToken(network.usdc(), node, chains.of(network).orElseThrow(), clock);
        OnChainChecks checks = new OnChainChecks(network, chains.of(network).orElseThrow(), clock);
        facilitator = new OnChainFacilitator(network, checks, token, wallet, times.answer());
    }

    public FacilitatorApi facilitator() {
        return facilitator;
    }

    /** The account that pays the gas. */
    public Address account() {
        return wallet.address();
    }

    /** What is left for gas, in wei. */
    public BigInteger gasMoney() throws IOException {
        return node.balance(account());
    }

    /** Transactions on their way stay there; the next start finds what became of them on the chain. */
    @Override
    public void close() {
        watch.close();
    }
}
