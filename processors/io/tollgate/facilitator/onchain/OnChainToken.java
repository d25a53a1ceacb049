package io.tollgate.facilitator.onchain;

import io.tollgate.facilitator.server.InvalidReason;
import io.tollgate.x402.chain.AuthorizationUse;
import io.tollgate.x402.chain.Chain;
import io.tollgate.x402.chain.Node;
import io.tollgate.x402.chain.RpcError;
import io.tollgate.x402.evm.TokenAbi;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.UnixTime;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;

/** The token's contract as a facilitator uses it: would a transfer go through, what does it cost, was it done before. */
final class OnChainToken {
    /** Far above what the token takes; a wallet whose own check eats more would have us pay for it. */
    private static final BigInteger MOST_GAS = BigInteger.valueOf(400_000);

    /** How far back a settlement that this process does not remember is looked for. */
    private static final Duration MEMORY = Duration.ofHours(24);

    private final Asset asset;
    private final Node node;
    private final Chain chain;
    private final Clock clock;

    OnChainToken(Asset asset, Node node, Chain chain, Clock clock) {
        this.asset = asset;
        this.node = node;
        this.chain = chain;
        this.clock = clock;
    }

    /** What a try of the transfer showed, without sending anything. */
    sealed interface Trial {
        /** @param gas with a fifth on top, since the chain moves on until the block is built */
        record Passes(BigInteger gas) implements Trial {}

        record Fails(InvalidReason flaw) implements Trial {}
    }

    /** Calldata of the overload that fits the signature: parts for a key's, bytes for a contract's. */
    static String call(Authorization authorization, SignatureKind signer) {
        return switch (signer) {
            case SignatureKind.Key key -> TokenAbi.transferWithAuthorization(authorization, key.signature());
            case SignatureKind.Contract contract ->
                TokenAbi.transferWithAuthorization(authorization, contract.signature());
        };
    }

    Trial attempt(Address sender, Authorization authorization, SignatureKind signer) throws IOException {
        try {
            BigInteger gas = node.estimateGas(sender, asset.address(), call(authorization, signer));
            BigInteger ample = gas.add(gas.divide(BigInteger.valueOf(5)));
            return ample.compareTo(MOST_GAS) > 0 ? new Trial.Fails(InvalidReason.REVERT) : new Trial.Passes(ample);
        } catch (RpcError e) {
            if (e.reverted()) {
                return new Trial.Fails(flaw(e));
            }
            throw e;
        }
    }

    /** The token's own words, which differ from one to the next and have these in common. */
    private static InvalidReason flaw(RpcError revert) {
        if (revert.says("used or canceled") || revert.says("already used")) {
            return InvalidReason.NONCE_USED;
        }
        if (revert.says("exceeds balance")) {
            return InvalidReason.BALANCE;
        }
        if (revert.says("not yet valid")) {
            return InvalidReason.VALID_AFTER;
        }
        if (revert.says("expired")) {
            return InvalidReason.VALID_BEFORE;
        }
        return revert.says("invalid signature") ? InvalidReason.SIGNATURE : InvalidReason.REVERT;
    }

    AuthorizationUse use(Authorization authorization) throws IOException {
        return chain.use(asset, authorization, UnixTime.of(clock.instant().minus(MEMORY)));
    }

    boolean used(Authorization authorization) throws IOException {
        String answer = node.call(
                asset.address(), TokenAbi.authorizationState(authorization.from(), authorization.nonce()), Node.LATEST);
        return answer.endsWith("1");
    }
}
