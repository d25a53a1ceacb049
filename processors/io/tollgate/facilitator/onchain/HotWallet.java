package io.tollgate.facilitator.onchain;

import io.tollgate.x402.chain.Node;
import io.tollgate.x402.chain.RpcError;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Bytes32;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.utils.Numeric;

/**
 * The account that pays the gas. Its transactions leave one at a time, so that their nonces have no gap and no double;
 * only one process may use a key. It holds gas and nothing else: the payments never pass through it.
 */
final class HotWallet {
    private static final Logger LOG = LoggerFactory.getLogger(HotWallet.class);
    private static final int ATTEMPTS = 3;
    private static final BigInteger PLAIN_TRANSFER = BigInteger.valueOf(21_000);

    private final Node node;
    private final Credentials key;
    private final long chain;
    private final BigInteger ceiling;
    private final Clock clock;
    private final ReentrantLock sending = new ReentrantLock(true);
    private final ConcurrentSkipListMap<BigInteger, PendingTransaction> open = new ConcurrentSkipListMap<>();
    private BigInteger next;

    /** @param ceiling the most wei a unit of gas may cost */
    HotWallet(Node node, Credentials key, long chain, BigInteger ceiling, Clock clock) {
        this.node = node;
        this.key = key;
        this.chain = chain;
        this.ceiling = ceiling;
        this.clock = clock;
    }

    Address address() {
        return Address.parse(key.getAddress());
    }

    /** What has a nonce and is not mined, lowest nonce first. */
    ConcurrentSkipListMap<BigInteger, PendingTransaction> open() {
        return open;
    }

    /**
     * Gives the call the next nonce and sends it. A connection that breaks meanwhile is no failure: the node may have
     * heard it, and it is sent again until its nonce is mined.
     *
     * @throws IOException when it is certain that nothing was sent
     */
    PendingTransaction send(Address to, String data, BigInteger gas) throws IOException {
        sending.lock();
        try {
            for (int attempt = 1; ; attempt++) {
                Optional<PendingTransaction> sent = sendOnce(to, data, gas, attempt == ATTEMPTS);
                if (sent.isPresent()) {
                    return sent.get();
                }
                next = null;
            }
        } finally {
            sending.unlock();
        }
    }

    /** Empty when the nonce is taken already: another process uses the key, or did before this one. */
    private Optional<PendingTransaction> sendOnce(Address to, String data, BigInteger gas, boolean last)
            throws IOException {
        if (next == null) {
            next = firstFree();
        }
        PendingTransaction outgoing = new PendingTransaction(next, to, data, gas);
        try {
            offer(outgoing, Fees.of(node, ceiling));
        } catch (RpcError e) {
            boolean taken = e.says("nonce too low") || e.says("nonce is too low") || tooCheap(e);
            if (taken && !last) {
                LOG.warn("nonce {} of {} is taken; does another process use this key?", next, address());
                return Optional.empty();
            }
            throw e;
        }
        open.put(next, outgoing);
        next = next.add(BigInteger.ONE);
        return Optional.of(outgoing);
    }

    /** A node that has a transaction with this nonce already, and is not offered a tenth more for it. */
    private static boolean tooCheap(RpcError e) {
        return e.says("replacement");
    }

    private BigInteger firstFree() throws IOException {
        BigInteger known = node.transactionCount(address(), DefaultBlockParameterName.PENDING);
        return open.isEmpty() ? known : known.max(open.lastKey().add(BigInteger.ONE));
    }

    /** Takes a nonce that a transaction of an earlier run holds up, so that those behind it can go on. */
    void unblock(BigInteger nonce) {
        LOG.warn("nonce {} of {} is held up by a transaction of an earlier run; it is given up", nonce, address());
        PendingTransaction nothing = new PendingTransaction(nonce, address(), "0x", PLAIN_TRANSFER);
        nothing.repriceFailed(new Fees(BigInteger.ONE, BigInteger.ONE), Instant.EPOCH);
        open.put(nonce, nothing);
    }

    /** Raises the fee of a transaction that is not mined, as far as the ceiling allows. */
    void raise(PendingTransaction outgoing) throws IOException {
        Fees raised = outgoing.fees().raised(Fees.of(node, ceiling), ceiling);
        sending.lock();
        try {
            Fees fees = raised.replaces(outgoing.fees()) ? raised : outgoing.fees();
            offer(outgoing, fees);
            LOG.info("nonce {}: offered {} wei for a unit of gas", outgoing.nonce, fees.most());
        } catch (RpcError e) {
            if (!tooCheap(e)) {
                throw e;
            }
            outgoing.repriceFailed(raised, clock.instant());
        } finally {
            sending.unlock();
        }
    }

    private void offer(PendingTransaction outgoing, Fees fees) throws RpcError {
        byte[] signed = TransactionEncoder.signMessage(
                RawTransaction.createTransaction(
                        chain,
                        outgoing.nonce,
                        outgoing.gas,
                        outgoing.to.toString(),
                        BigInteger.ZERO,
                        outgoing.data,
                        fees.priority(),
                        fees.most()),
                key);
        Bytes32 hash = Bytes32.of(Hash.sha3(signed));
        try {
            node.send(Numeric.toHexString(signed));
        } catch (RpcError e) {
            if (!e.says("already known") && !e.says("known transaction") && !e.says("already imported")) {
                throw e;
            }
        } catch (IOException e) {
            LOG.warn("it is not known whether the node heard transaction {}: {}", hash, e.getMessage());
        }
        outgoing.offered(hash, fees, clock.instant());
    }
}
