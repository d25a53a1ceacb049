package io.tollgate.dev.facilitator;

import static java.util.Objects.requireNonNull;

import io.tollgate.facilitator.server.InvalidReason;
import io.tollgate.x402.evm.TokenAbi;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.UnixTime;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stablecoin in memory with the rules of EIP-3009: every authorization moves money at most once, within its time
 * window, from a balance that covers it. Callers check signatures. Thread-safe.
 */
public final class SimulatedToken {
    /** Initial balance of a development account, and maximum of one faucet call: 1,000 coins. */
    static final AtomicAmount INITIAL_BALANCE = new AtomicAmount(BigInteger.valueOf(1_000_000_000L));

    private static final Address ZERO_ADDRESS = Address.parse("0x0000000000000000000000000000000000000000");

    private final Asset asset;
    private final Clock clock;
    private final SecureRandom random;
    private final Map<Address, BigInteger> balances = new HashMap<>();
    private final Map<Address, Integer> transfers = new HashMap<>();
    private final Map<Nonce, Used> used = new HashMap<>();
    private final TokenLog log = new TokenLog();
    private int count;

    private record Nonce(Address from, Bytes32 nonce) {}

    /** @param authorization absent when the payer cancelled it */
    private record Used(Optional<Authorization> authorization, Bytes32 transaction, long block) {}

    /**
     * @param clock  the time of the newest block
     * @param random source of transaction hashes
     */
    public SimulatedToken(Asset asset, Clock clock, SecureRandom random) {
        this.asset = requireNonNull(asset, "asset must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
        this.random = requireNonNull(random, "random must not be null");
        DevelopmentAccounts.ADDRESSES.forEach(account -> balances.put(account, INITIAL_BALANCE.units()));
    }

    public Asset asset() {
        return asset;
    }

    public synchronized AtomicAmount balanceOf(Address account) {
        return new AtomicAmount(balances.getOrDefault(account, BigInteger.ZERO));
    }

    /** Number of authorized transfers from or to the account. */
    public synchronized int transfersOf(Address account) {
        return transfers.getOrDefault(account, 0);
    }

    /** Number of all authorized transfers. */
    public synchronized int transferCount() {
        return count;
    }

    /** Whether the nonce of this payer has been used. */
    public synchronized boolean authorizationState(Address from, Bytes32 nonce) {
        return used.containsKey(new Nonce(from, nonce));
    }

    /** Whether the nonce of this payer had been used at the end of a block. */
    public synchronized boolean authorizationState(Address from, Bytes32 nonce, long block) {
        Used use = used.get(new Nonce(from, nonce));
        return use != null && use.block() <= block;
    }

    /** Number of the newest block: each second has one, numbered and dated by its Unix time. */
    public long block() {
        return clock.instant().getEpochSecond();
    }

    /** Returns the events of a range of blocks, both bounds included, in order. */
    public synchronized List<TokenEvent> events(long from, long to) {
        return log.between(from, to);
    }

    /** Returns the events of one transaction. */
    public synchronized List<TokenEvent> eventsOf(Bytes32 transaction) {
        return log.of(transaction);
    }

    /** Returns the transaction that executed exactly this authorization, not another one with the same nonce. */
    public synchronized Optional<Bytes32> transactionOf(Authorization authorization) {
        return Optional.ofNullable(used.get(new Nonce(authorization.from(), authorization.nonce())))
                .filter(found ->
                        found.authorization().filter(authorization::equals).isPresent())
                .map(Used::transaction);
    }

    /** Returns the reason why the transfer would fail now; empty when it would succeed. */
    synchronized Optional<InvalidReason> simulate(Authorization authorization) {
        UnixTime now = UnixTime.of(Instant.ofEpochSecond(block()));
        if (authorizationState(authorization.from(), authorization.nonce())) {
            return Optional.of(InvalidReason.NONCE_USED);
        }
        if (balanceOf(authorization.from()).compareTo(authorization.value()) < 0) {
            return Optional.of(InvalidReason.BALANCE);
        }
        boolean inWindow =
                now.compareTo(authorization.validAfter()) > 0 && now.compareTo(authorization.validBefore()) < 0;
        boolean nonZero = !authorization.from().equals(ZERO_ADDRESS)
                && !authorization.to().equals(ZERO_ADDRESS);
        return inWindow && nonZero ? Optional.empty() : Optional.of(InvalidReason.REVERT);
    }

    /** Moves the money, or changes nothing. */
    public synchronized Transfer transferWithAuthorization(Authorization authorization) {
        Optional<InvalidReason> reason = simulate(authorization);
        if (reason.isPresent()) {
            return new Transfer.Reverted(reason.get());
        }
        BigInteger value = authorization.value().units();
        balances.merge(authorization.from(), value.negate(), BigInteger::add);
        balances.merge(authorization.to(), value, BigInteger::add);
        transfers.merge(authorization.from(), 1, Integer::sum);
        if (!authorization.to().equals(authorization.from())) {
            transfers.merge(authorization.to(), 1, Integer::sum);
        }
        count++;
        Bytes32 transaction = newTransaction();
        markUsed(
                authorization.from(),
                authorization.nonce(),
                new Used(Optional.of(authorization), transaction, block()));
        record(
                transaction,
                List.of(TokenAbi.AUTHORIZATION_USED, TokenAbi.topic(authorization.from()), authorization.nonce()),
                Optional.empty());
        recordTransfer(transaction, authorization.from(), authorization.to(), value);
        return new Transfer.Moved(transaction);
    }

    /** Cancels an unused authorization of the payer. */
    public synchronized Transfer cancelAuthorization(Address authorizer, Bytes32 nonce) {
        if (authorizationState(authorizer, nonce)) {
            return new Transfer.Reverted(InvalidReason.NONCE_USED);
        }
        Bytes32 transaction = newTransaction();
        markUsed(authorizer, nonce, new Used(Optional.empty(), transaction, block()));
        record(
                transaction,
                List.of(TokenAbi.AUTHORIZATION_CANCELED, TokenAbi.topic(authorizer), nonce),
                Optional.empty());
        return new Transfer.Moved(transaction);
    }

    private void markUsed(Address from, Bytes32 nonce, Used use) {
        used.put(new Nonce(from, nonce), use);
    }

    private void recordTransfer(Bytes32 transaction, Address from, Address to, BigInteger value) {
        record(
                transaction,
                List.of(TokenAbi.TRANSFER, TokenAbi.topic(from), TokenAbi.topic(to)),
                Optional.of(TokenAbi.word256(value)));
    }

    private void record(Bytes32 transaction, List<Bytes32> topics, Optional<Bytes32> data) {
        log.add(block(), transaction, topics, data);
    }

    /**
     * Gives an account new coins.
     *
     * @throws IllegalArgumentException for the zero address and for more than 1,000 coins in one call
     */
    public synchronized void mint(Address account, AtomicAmount amount) {
        if (account.equals(ZERO_ADDRESS) || amount.compareTo(INITIAL_BALANCE) > 0) {
            throw new IllegalArgumentException("the faucet gives at most 1000 coins, and not to the zero address");
        }
        balances.merge(account, amount.units(), BigInteger::add);
        recordTransfer(newTransaction(), ZERO_ADDRESS, account, amount.units());
    }

    /** Returns a random transaction hash without a transaction. */
    Bytes32 newTransaction() {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        return Bytes32.of(hash);
    }
}
