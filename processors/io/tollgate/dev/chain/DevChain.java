package io.tollgate.dev.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.dev.facilitator.SimulatedToken;
import io.tollgate.x402.evm.Eip3009;
import io.tollgate.x402.evm.TokenAbi;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Bytes32;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.web3j.utils.Numeric;

/**
 * The simulated token behind the JSON-RPC of a node, limited to what a reconciler calls: blocks, logs, receipts and
 * calls of the token. Each second has a block, numbered by its Unix time.
 */
final class DevChain {
    /** Placeholder for the token's code, which is never executed. */
    private static final String CODE = "0x600080fd";

    private static final String NOTHING = "0x";
    private static final int SELECTOR = 10;

    private final SimulatedToken token;
    private final LongSupplier head;
    private final Eip3009 eip3009 = new Eip3009();

    /** @param head number of the newest block of this node */
    DevChain(SimulatedToken token, LongSupplier head) {
        this.token = token;
        this.head = head;
    }

    /** @throws RpcFailure when the call has no result */
    JsonNode answer(String method, JsonNode params) {
        return switch (method) {
            case "eth_chainId" -> text(hex(token.asset().chain().number()));
            case "eth_blockNumber" -> text(hex(head.getAsLong()));
            case "eth_getBlockByNumber" -> block(number(params.path(0)));
            case "eth_getCode" -> text(isToken(params.path(0)) ? CODE : NOTHING);
            case "eth_call" -> text(call(params.path(0), Math.min(number(params.path(1)), head.getAsLong())));
            case "eth_getLogs" -> new DevChainLogs(token, this::number, head).find(params.path(0));
            case "eth_getTransactionReceipt" ->
                new DevChainLogs(token, this::number, head).receipt(bytes32(params.path(0)));
            default -> throw new RpcFailure(RpcFailure.UNKNOWN_METHOD, "the method " + method + " is not supported");
        };
    }

    private JsonNode block(long number) {
        if (number > head.getAsLong()) {
            return JsonNodeFactory.instance.nullNode();
        }
        ObjectNode block = JsonNodeFactory.instance.objectNode();
        block.put("number", hex(number)).put("timestamp", hex(number)).put("hash", DevChainLogs.blockHash(number));
        block.put("parentHash", DevChainLogs.blockHash(Math.max(0, number - 1))).put("baseFeePerGas", "0x1");
        block.putArray("transactions");
        return block;
    }

    private String call(JsonNode transaction, long block) {
        if (!isToken(transaction.path("to"))) {
            return NOTHING;
        }
        String data = transaction.path("data").asText(transaction.path("input").asText(""));
        if (!data.matches("0x([0-9a-fA-F]{2})*") || data.length() < SELECTOR) {
            throw new RpcFailure(RpcFailure.REVERTED, "execution reverted");
        }
        String selector = data.substring(0, SELECTOR).toLowerCase(Locale.ROOT);
        if (selector.equals(TokenAbi.AUTHORIZATION_STATE) && data.length() == SELECTOR + 128) {
            boolean used = token.authorizationState(address(data, 0), new Bytes32("0x" + word(data, 1)), block);
            return "0x" + "0".repeat(63) + (used ? "1" : "0");
        }
        if (selector.equals(TokenAbi.DOMAIN_SEPARATOR)) {
            return Numeric.toHexString(eip3009.domainSeparator(token.asset()));
        }
        if (selector.equals(TokenAbi.BALANCE_OF) && data.length() == SELECTOR + 64) {
            return TokenAbi.word256(token.balanceOf(address(data, 0)).units()).hex();
        }
        throw new RpcFailure(RpcFailure.REVERTED, "execution reverted");
    }

    private static String word(String data, int index) {
        return data.substring(SELECTOR + 64 * index, SELECTOR + 64 * (index + 1));
    }

    private static Address address(String data, int index) {
        return Address.parse("0x" + word(data, index).substring(24));
    }

    private boolean isToken(JsonNode address) {
        return token.asset().address().lowerCase().equals(address.asText("").toLowerCase(Locale.ROOT));
    }

    /** Parses a JSON-RPC block parameter; without one it is the newest block. */
    private long number(JsonNode block) {
        String name = block.asText("latest");
        if (name.matches("0x[0-9a-fA-F]{1,15}")) {
            return Long.parseLong(name.substring(2), 16);
        }
        return switch (name) {
            case "latest", "safe", "finalized", "pending" -> head.getAsLong();
            case "earliest" -> 0;
            default -> throw new RpcFailure(RpcFailure.BAD_PARAMETERS, "no such block");
        };
    }

    private static Bytes32 bytes32(JsonNode hash) {
        try {
            return new Bytes32(hash.asText());
        } catch (IllegalArgumentException e) {
            throw new RpcFailure(RpcFailure.BAD_PARAMETERS, "a hash is 0x and 64 hex digits");
        }
    }

    static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }

    private static JsonNode text(String value) {
        return JsonNodeFactory.instance.textNode(value);
    }
}
