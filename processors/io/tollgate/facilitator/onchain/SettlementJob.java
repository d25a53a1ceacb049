package io.tollgate.facilitator.onchain;

import io.tollgate.facilitator.server.InvalidReason;
import io.tollgate.x402.chain.AuthorizationUse;
import io.tollgate.x402.chain.TransferCheck;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * Settles one authorization, however long its transaction stays on its way. Tried first, then sent, then judged by its
 * receipt; whenever the token says "used", the chain's events tell whether that was this payment.
 */
final class SettlementJob implements Runnable {
    /** How often a payment is sent again because another transaction took the wallet's nonce. */
    private static final int SENDINGS = 3;

    final Authorization authorization;
    final CompletableFuture<AuthorizationOutcome> outcome = new CompletableFuture<>();

    private final SignatureKind signer;
    private final Asset asset;
    private final OnChainToken token;
    private final HotWallet wallet;
    private volatile PendingTransaction outgoing;

    SettlementJob(
            Authorization authorization, SignatureKind signer, Asset asset, OnChainToken token, HotWallet wallet) {
        this.authorization = authorization;
        this.signer = signer;
        this.asset = asset;
        this.token = token;
        this.wallet = wallet;
    }

    /** The transaction on its way, once there is one. */
    Optional<Bytes32> transaction() {
        PendingTransaction sent = outgoing;
        return sent == null ? Optional.empty() : sent.hashes().stream().findFirst();
    }

    @Override
    public void run() {
        try {
            outcome.complete(settle());
        } catch (Exception e) {
            outcome.completeExceptionally(e);
        }
    }

    private AuthorizationOutcome settle() throws IOException, InterruptedException, ExecutionException {
        for (int sending = 0; sending < SENDINGS; sending++) {
            switch (token.attempt(wallet.address(), authorization, signer)) {
                case OnChainToken.Trial.Fails fails -> {
                    return token.used(authorization)
                            ? used(Optional.empty())
                            : new AuthorizationOutcome.Refused(fails.flaw());
                }
                case OnChainToken.Trial.Passes passes ->
                    outgoing = wallet.send(asset.address(), OnChainToken.call(authorization, signer), passes.gas());
            }
            if (outgoing.fate.get() instanceof PendingTransaction.Fate.Mined mined) {
                return judged(mined.receipt());
            }
        }
        throw new IOException("other transactions take this wallet's nonces; another process must be using its key");
    }

    private AuthorizationOutcome judged(TransactionReceipt receipt) throws IOException {
        Bytes32 transaction = new Bytes32(receipt.getTransactionHash());
        if (!receipt.isStatusOK()) {
            return token.used(authorization)
                    ? used(Optional.of(transaction))
                    : new AuthorizationOutcome.Refused(InvalidReason.REVERTED_ON_CHAIN, Optional.of(transaction));
        }
        return TransferCheck.paid(receipt.getLogs(), asset, authorization)
                ? new AuthorizationOutcome.Settled(transaction)
                : new AuthorizationOutcome.Refused(InvalidReason.NO_TRANSFER, Optional.of(transaction));
    }

    /** Anyone may carry an authorization out: the money may have come through another sender's transaction. */
    private AuthorizationOutcome used(Optional<Bytes32> inVain) throws IOException {
        return switch (token.use(authorization)) {
            case AuthorizationUse.Paid paid -> new AuthorizationOutcome.Settled(paid.transaction());
            case AuthorizationUse.Canceled canceled ->
                new AuthorizationOutcome.Refused(InvalidReason.NONCE_USED, inVain);
            case AuthorizationUse.UsedOtherwise otherwise ->
                new AuthorizationOutcome.Refused(InvalidReason.NONCE_USED, inVain);
            case AuthorizationUse.Unused unused ->
                throw new IOException("the node says of one authorization that it is used and that it is not");
        };
    }
}
