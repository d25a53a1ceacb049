package io.tollgate.facilitator.onchain;

import io.tollgate.x402.chain.Node;
import io.tollgate.x402.money.Bytes32;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * Looks after the hot wallet's open transactions until each nonce is mined: tells its waiters the outcome, and
 * raises the fee of the first in line when it is not mined. Those behind it wait for it, not for a better price.
 */
final class TransactionMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionMonitor.class);

    /** A node may know that a nonce is mined some looks before it shows the receipt. */
    private static final int LOOKS_FOR_RECEIPT = 20;

    private final HotWallet wallet;
    private final Node node;
    private final Clock clock;
    private final Duration pause;
    private final Duration patience;
    private final Thread watcher = Thread.ofVirtual().name("hot-wallet-watch").unstarted(this::watch);
    private volatile boolean closed;

    /**
     * @param pause    between two looks
     * @param patience how long the first in line may stay out of a block at one price
     */
    TransactionMonitor(HotWallet wallet, Node node, Clock clock, Duration pause, Duration patience) {
        this.wallet = wallet;
        this.node = node;
        this.clock = clock;
        this.pause = pause;
        this.patience = patience;
        watcher.start();
    }

    private void watch() {
        while (!closed) {
            try {
                Thread.sleep(pause);
                if (!wallet.open().isEmpty()) {
                    look();
                }
            } catch (InterruptedException e) {
                return;
            } catch (InterruptedIOException e) {
                return;
            } catch (IOException e) {
                LOG.warn("the hot wallet's transactions cannot be looked after now: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("the hot wallet's watch stumbled and goes on", e);
            }
        }
    }

    private void look() throws IOException {
        BigInteger mined = node.transactionCount(wallet.address(), DefaultBlockParameterName.LATEST);
        if (wallet.open().firstKey().compareTo(mined) > 0) {
            unblock(mined);
            return;
        }
        for (PendingTransaction outgoing : wallet.open().values()) {
            if (outgoing.nonce.compareTo(mined) < 0) {
                conclude(outgoing);
            } else {
                boolean stuck = outgoing.offered().plus(patience).isBefore(clock.instant());
                if (outgoing.nonce.equals(mined) && stuck) {
                    wallet.raise(outgoing);
                }
                return;
            }
        }
    }

    /** What an earlier run sent usually gets mined; only what does not is pushed aside. */
    private void unblock(BigInteger nonce) {
        PendingTransaction first = wallet.open().firstEntry().getValue();
        if (first.offered().plus(patience).isBefore(clock.instant())) {
            wallet.unblock(nonce);
        }
    }

    private void conclude(PendingTransaction outgoing) throws IOException {
        for (Bytes32 hash : outgoing.hashes()) {
            Optional<TransactionReceipt> receipt = node.receipt(hash);
            if (receipt.isPresent()) {
                end(outgoing, new PendingTransaction.Fate.Mined(receipt.get()));
                return;
            }
        }
        if (outgoing.missed() >= LOOKS_FOR_RECEIPT) {
            LOG.warn("nonce {} was mined with a transaction that is not ours", outgoing.nonce);
            end(outgoing, new PendingTransaction.Fate.Displaced());
        }
    }

    private void end(PendingTransaction outgoing, PendingTransaction.Fate fate) {
        wallet.open().remove(outgoing.nonce);
        outgoing.fate.complete(fate);
    }

    /** Transactions that are open stay on their way and are no longer monitored. */
    @Override
    public void close() {
        closed = true;
        watcher.interrupt();
    }
}
