package io.tollgate.mcp.wallet;

import io.tollgate.log.LogEvent;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Network;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns when the wallet runs low: once when what it holds on a network, or what is left of its day, falls below a sum,
 * and again only after it was above. An alarm counts these lines. No payment waits for any of this.
 */
public final class LowBalanceMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LowBalanceMonitor.class);

    private final OperatorWallet wallet;
    private final WalletBalances holdings;
    private final Supplier<Optional<Address>> address;
    private final long lowBelow;
    private final Set<String> low = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * @param account  empty when there is no wallet
     * @param holdings millionths of a dollar on each network whose node told
     */
    public record BalanceSnapshot(Optional<Address> account, Map<Network, Long> holdings) {}

    /**
     * @param address  of the wallet; empty without one
     * @param lowBelow millionths of a dollar
     */
    public LowBalanceMonitor(
            OperatorWallet wallet, WalletBalances holdings, Supplier<Optional<Address>> address, long lowBelow) {
        this.wallet = wallet;
        this.holdings = holdings;
        this.address = address;
        this.lowBelow = lowBelow;
    }

    /** Looks now, and tells what there is. */
    public BalanceSnapshot look() {
        Optional<Address> account = address.get();
        Map<Network, Long> held = account.map(holdings::of).orElse(Map.of());
        if (account.isPresent()) {
            check("left of what it may spend today", wallet.leftToday());
            held.forEach((network, micros) -> check("held by " + account.get() + " on " + network.name(), micros));
        }
        return new BalanceSnapshot(account, held);
    }

    /** Looks in the background, unless that goes on already. */
    public void lookSoon() {
        if (looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("wallet-watch").start(this::lookAlone);
        }
    }

    private void lookAlone() {
        try {
            look();
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.warn("the balance of the wallet could not be read", e);
            }
        } finally {
            looking.set(false);
        }
    }

    private void check(String what, long micros) {
        if (micros >= lowBelow) {
            low.remove(what);
        } else if (low.add(what)) {
            LogEvent.WALLET_LOW
                    .at(LOG)
                    .log(
                            "the wallet is low: {} {}, below {}",
                            WalletRules.dollars(micros),
                            what,
                            WalletRules.dollars(lowBelow));
        }
    }

    /** Ends the complaints of a look whose database or node was closed under it. */
    @Override
    public void close() {
        closed = true;
    }
}
