package io.tollgate.facilitator.onchain;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Bytes32;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * One transaction of the hot wallet from the moment its nonce is taken until that nonce is mined. It has a hash for each
 * price it was offered at, and any of them may be the one in the block.
 */
final class PendingTransaction {
    final BigInteger nonce;
    final Address to;
    final String data;
    final BigInteger gas;
    final CompletableFuture<Fate> fate = new CompletableFuture<>();

    private final List<Bytes32> hashes = new CopyOnWriteArrayList<>();
    private volatile Fees fees;
    private volatile Instant offered;
    private int looksWithoutReceipt;

    /** How it ended. */
    sealed interface Fate {
        /** In a block, where it did its work or failed. */
        record Mined(TransactionReceipt receipt) implements Fate {}

        /** Another transaction of the same account took its place. */
        record Displaced() implements Fate {}
    }

    PendingTransaction(BigInteger nonce, Address to, String data, BigInteger gas) {
        this.nonce = nonce;
        this.to = to;
        this.data = data;
        this.gas = gas;
    }

    void offered(Bytes32 hash, Fees at, Instant when) {
        if (!hashes.contains(hash)) {
            hashes.add(hash);
        }
        repriceFailed(at, when);
    }

    /** At a price no node takes it for; the next one has to be higher. */
    void repriceFailed(Fees at, Instant when) {
        fees = at;
        offered = when;
    }

    /** Newest first. */
    List<Bytes32> hashes() {
        return List.copyOf(hashes).reversed();
    }

    Fees fees() {
        return fees;
    }

    Instant offered() {
        return offered;
    }

    /** Counts a look that found its nonce mined and none of its hashes in a block. */
    int missed() {
        return ++looksWithoutReceipt;
    }
}
