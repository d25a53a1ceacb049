package io.tollgate.x402.chain;

import io.tollgate.x402.evm.TokenAbi;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.UnixTime;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.web3j.protocol.core.methods.response.Log;

/**
 * Finds out what used an authorization's nonce up, from the newest block backwards, in ranges of blocks that providers
 * allow. What it cannot find although it must be there is an {@link IOException}, not an answer: a node whose log is
 * behind its state must not turn a payment into a refusal.
 */
final class AuthorizationSearch {
    private static final long FIRST_RANGE = 2_000;
    private static final long WIDEST_RANGE = 10_000;
    private static final long NARROWEST_RANGE = 10;

    private final Node node;
    private final Asset asset;
    private final Authorization authorization;

    AuthorizationSearch(Node node, Asset asset, Authorization authorization) {
        this.node = node;
        this.asset = asset;
        this.authorization = authorization;
    }

    /** Whether the nonce was used up at the end of a block. */
    boolean used(long block) throws IOException {
        String question = TokenAbi.authorizationState(authorization.from(), authorization.nonce());
        String answer = node.call(asset.address(), question, Node.at(block));
        if (!answer.matches("0x0{63}[01]")) {
            throw new IOException("the token does not say whether the authorization is used");
        }
        return answer.endsWith("1");
    }

    AuthorizationUse backTo(UnixTime from, Head asOf) throws IOException {
        long last = asOf.block();
        long range = FIRST_RANGE;
        long widest = WIDEST_RANGE;
        while (true) {
            long first = Math.max(0, last - range + 1);
            Optional<Log> event;
            try {
                event = event(first, last);
            } catch (RpcError e) {
                if (range <= NARROWEST_RANGE) {
                    throw e;
                }
                // what a provider allows differs, and its error says so in its own words
                widest = Math.max(NARROWEST_RANGE, range / 4);
                range = widest;
                continue;
            }
            if (event.isPresent()) {
                return judged(event.get(), asOf);
            }
            if (first == 0 || node.block(first).time().compareTo(from) < 0) {
                return usedBefore(first, asOf);
            }
            last = first - 1;
            range = Math.min(range * 2, widest);
        }
    }

    /** No event within the search: then the nonce has to be used before it, too. */
    private AuthorizationUse usedBefore(long first, Head asOf) throws IOException {
        if (first == 0 || !used(first - 1)) {
            throw new IOException("the authorization is used, but the node's log does not show by what");
        }
        return new AuthorizationUse.UsedOtherwise(asOf);
    }

    private Optional<Log> event(long first, long last) throws IOException {
        List<List<Bytes32>> topics = List.of(
                List.of(TokenAbi.AUTHORIZATION_USED, TokenAbi.AUTHORIZATION_CANCELED),
                List.of(TokenAbi.topic(authorization.from())),
                List.of(authorization.nonce()));
        return node.logs(asset, first, last, topics).stream()
                .filter(log -> !log.isRemoved())
                .findFirst();
    }

    private AuthorizationUse judged(Log event, Head asOf) throws IOException {
        Bytes32 transaction = new Bytes32(event.getTransactionHash());
        if (event.getTopics().getFirst().equalsIgnoreCase(TokenAbi.AUTHORIZATION_CANCELED.hex())) {
            return new AuthorizationUse.Canceled(transaction, asOf);
        }
        List<Log> logs = node.receipt(transaction)
                .orElseThrow(() -> new IOException("the node does not have the receipt of an event it shows"))
                .getLogs();
        if (!TransferCheck.paid(logs, asset, authorization)) {
            return new AuthorizationUse.UsedOtherwise(asOf);
        }
        return new AuthorizationUse.Paid(
                transaction, node.block(event.getBlockNumber().longValueExact()), asOf);
    }
}
