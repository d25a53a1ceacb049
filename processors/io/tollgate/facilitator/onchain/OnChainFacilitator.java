package io.tollgate.facilitator.onchain;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tollgate.facilitator.server.FacilitatorApi;
import io.tollgate.facilitator.server.FacilitatorCallBody;
import io.tollgate.facilitator.server.FacilitatorHttpResponse;
import io.tollgate.facilitator.server.FacilitatorReplies;
import io.tollgate.facilitator.server.InvalidReason;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A facilitator that moves real money: verifies against the chain, sends {@code transferWithAuthorization} itself and
 * pays the gas. Settling the same authorization again, at the same time or later, gives the same transaction.
 */
final class OnChainFacilitator implements FacilitatorApi {
    private static final Logger LOG = LoggerFactory.getLogger(OnChainFacilitator.class);
    private static final int MOST_OPEN = 500;

    private final Network network;
    private final OnChainChecks checks;
    private final OnChainToken token;
    private final HotWallet wallet;
    private final Duration patience;
    private final ConcurrentMap<Key, SettlementJob> open = new ConcurrentHashMap<>();
    private final Cache<Key, Done> done = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofHours(24))
            .build();

    /** What the token itself tells payments apart by; chain and asset are the same for all of them here. */
    private record Key(Address from, Bytes32 nonce) {
        static Key of(Authorization authorization) {
            return new Key(authorization.from(), authorization.nonce());
        }
    }

    private record Done(Authorization authorization, Bytes32 transaction) {}

    /** @param patience how long a caller waits for a block before it is told that the settlement is pending */
    OnChainFacilitator(Network network, OnChainChecks checks, OnChainToken token, HotWallet wallet, Duration patience) {
        this.network = network;
        this.checks = checks;
        this.token = token;
        this.wallet = wallet;
        this.patience = patience;
    }

    @Override
    public FacilitatorHttpResponse supported() {
        return FacilitatorReplies.supported(network, wallet.address()).wire();
    }

    @Override
    public FacilitatorHttpResponse verify(JsonNode body) {
        FacilitatorCallBody order = FacilitatorCallBody.read(body);
        Optional<InvalidReason> flaw;
        try {
            flaw = order.flaw().isPresent() ? order.flaw() : flawOf(order);
        } catch (IOException e) {
            LOG.warn("a payment could not be verified: {}", e.getMessage());
            flaw = Optional.of(InvalidReason.CANNOT_VERIFY);
        }
        return FacilitatorReplies.verified(order, flaw).wire();
    }

    private Optional<InvalidReason> flawOf(FacilitatorCallBody order) throws IOException {
        OnChainChecks.Reading reading = checks.read(order);
        Optional<InvalidReason> onPaper = reading.flaw()
                .or(() -> checks.requirements().window(order))
                .or(() -> checks.requirements().money(order));
        if (onPaper.isPresent()) {
            return onPaper;
        }
        Authorization authorization = order.payment().authorization();
        if (token.used(authorization)) {
            return Optional.of(InvalidReason.NONCE_USED);
        }
        Optional<InvalidReason> domain = checks.requirements().domain(order);
        if (domain.isPresent()) {
            return domain;
        }
        return token.attempt(wallet.address(), authorization, reading.signer().orElseThrow())
                        instanceof OnChainToken.Trial.Fails fails
                ? Optional.of(fails.flaw())
                : Optional.empty();
    }

    @Override
    public FacilitatorHttpResponse settle(JsonNode body) {
        FacilitatorCallBody order = FacilitatorCallBody.read(body);
        if (order.flaw().isPresent()) {
            return FacilitatorReplies.rejected(order, order.flaw().get()).wire();
        }
        try {
            return settled(order).wire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException e) {
            LOG.warn("a payment of {} could not be settled: {}", order.payer().orElse("an unknown payer"), said(e));
        }
        return FacilitatorReplies.rejected(order, InvalidReason.CANNOT_SETTLE).wire();
    }

    private FacilitatorReplies.Answer settled(FacilitatorCallBody order)
            throws IOException, InterruptedException, ExecutionException {
        OnChainChecks.Reading reading = checks.read(order);
        Optional<InvalidReason> flaw = reading.flaw()
                .or(() -> checks.requirements().money(order))
                .or(() -> checks.requirements().domain(order));
        if (flaw.isPresent()) {
            return FacilitatorReplies.rejected(order, flaw.get());
        }
        Authorization authorization = order.payment().authorization();
        Done before = done.getIfPresent(Key.of(authorization));
        if (before != null) {
            return before.authorization().equals(authorization)
                    ? FacilitatorReplies.settled(order, before.transaction())
                    : FacilitatorReplies.rejected(order, InvalidReason.NONCE_USED);
        }
        if (open.size() >= MOST_OPEN) {
            throw new IOException("more than " + MOST_OPEN + " settlements are open");
        }
        Optional<InvalidReason> late = open.containsKey(Key.of(authorization)) || token.used(authorization)
                ? Optional.empty()
                : checks.requirements().window(order);
        if (late.isPresent()) {
            return FacilitatorReplies.rejected(order, late.get());
        }
        SettlementJob job = open.computeIfAbsent(
                Key.of(authorization),
                key -> begin(key, authorization, reading.signer().orElseThrow()));
        if (!job.authorization.equals(authorization)) {
            return FacilitatorReplies.rejected(order, InvalidReason.NONCE_USED);
        }
        return awaited(order, job);
    }

    private SettlementJob begin(Key key, Authorization authorization, SignatureKind signer) {
        SettlementJob job = new SettlementJob(authorization, signer, network.usdc(), token, wallet);
        job.outcome.whenComplete((outcome, failure) -> {
            if (outcome instanceof AuthorizationOutcome.Settled settled) {
                done.put(key, new Done(authorization, settled.transaction()));
            }
            open.remove(key);
        });
        Thread.startVirtualThread(job);
        return job;
    }

    private FacilitatorReplies.Answer awaited(FacilitatorCallBody order, SettlementJob job)
            throws InterruptedException, ExecutionException {
        try {
            return switch (job.outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                case AuthorizationOutcome.Settled settled -> FacilitatorReplies.settled(order, settled.transaction());
                case AuthorizationOutcome.Refused refused ->
                    FacilitatorReplies.unsettled(
                            order,
                            refused.flaw(),
                            refused.transaction().map(Bytes32::hex).orElse(""));
            };
        } catch (TimeoutException e) {
            String transaction = job.transaction().map(Bytes32::hex).orElse("");
            return FacilitatorReplies.unsettled(order, InvalidReason.PENDING, transaction);
        }
    }

    private static String said(Exception failure) {
        Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
