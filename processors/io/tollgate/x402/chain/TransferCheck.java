package io.tollgate.x402.chain;

import io.tollgate.x402.evm.TokenAbi;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.utils.Numeric;

/**
 * Whether a transaction carried out an authorization: the token's event right after {@code AuthorizationUsed} is the
 * transfer that was signed. Anywhere else in the transaction is not enough: it may settle several payments, and one
 * transfer must not count for two of them.
 */
public final class TransferCheck {
    private TransferCheck() {}

    /** @param logs all of one transaction */
    public static boolean paid(List<Log> logs, Asset asset, Authorization authorization) {
        List<Log> ofToken = logs.stream()
                .filter(log -> log.getAddress().equalsIgnoreCase(asset.address().toString()))
                .sorted(Comparator.comparing(Log::getLogIndex))
                .toList();
        for (int index = 0; index + 1 < ofToken.size(); index++) {
            if (is(ofToken.get(index), used(authorization)) && is(ofToken.get(index + 1), transfer(authorization))) {
                return Numeric.toBigInt(ofToken.get(index + 1).getData())
                        .equals(authorization.value().units());
            }
        }
        return false;
    }

    private static List<Bytes32> used(Authorization authorization) {
        return List.of(TokenAbi.AUTHORIZATION_USED, TokenAbi.topic(authorization.from()), authorization.nonce());
    }

    private static List<Bytes32> transfer(Authorization authorization) {
        return List.of(TokenAbi.TRANSFER, TokenAbi.topic(authorization.from()), TokenAbi.topic(authorization.to()));
    }

    private static boolean is(Log log, List<Bytes32> topics) {
        return log.getTopics().stream()
                .map(topic -> topic.toLowerCase(Locale.ROOT))
                .toList()
                .equals(topics.stream().map(Bytes32::hex).toList());
    }
}
