package io.tollgate.dev.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.dev.facilitator.SimulatedToken;
import io.tollgate.dev.facilitator.TokenEvent;
import io.tollgate.x402.money.Bytes32;
import java.math.BigInteger;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.StreamSupport;

/** The simulated token's events in the form of {@code eth_getLogs} and transaction receipts. */
final class DevChainLogs {
    /** Maximum block range of one request; many providers have the same limit. */
    static final long MAX_BLOCK_RANGE = 10_000;

    private final SimulatedToken token;
    private final ToLongFunction<JsonNode> number;
    private final LongSupplier head;

    DevChainLogs(SimulatedToken token, ToLongFunction<JsonNode> number, LongSupplier head) {
        this.token = token;
        this.number = number;
        this.head = head;
    }

    JsonNode find(JsonNode filter) {
        long from = number.applyAsLong(filter.path("fromBlock"));
        long to = Math.min(number.applyAsLong(filter.path("toBlock")), head.getAsLong());
        if (to - from >= MAX_BLOCK_RANGE) {
            throw new RpcFailure(RpcFailure.SERVER, "query exceeds max block range " + MAX_BLOCK_RANGE);
        }
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        if (!accepts(filter.path("address"), token.asset().address().toString())) {
            return found;
        }
        token.events(from, to).stream()
                .filter(event -> matches(event, filter.path("topics")))
                .map(this::log)
                .forEach(found::add);
        return found;
    }

    JsonNode receipt(Bytes32 transaction) {
        List<TokenEvent> events = token.eventsOf(transaction);
        if (events.isEmpty() || events.getFirst().block() > head.getAsLong()) {
            return JsonNodeFactory.instance.nullNode();
        }
        ObjectNode receipt = JsonNodeFactory.instance
                .objectNode()
                .put("transactionHash", transaction.hex())
                .put("transactionIndex", "0x0")
                .put("blockNumber", DevChain.hex(events.getFirst().block()))
                .put("blockHash", blockHash(events.getFirst().block()))
                .put("status", "0x1")
                .put("gasUsed", "0x1")
                .put("cumulativeGasUsed", "0x1");
        ArrayNode logs = receipt.putArray("logs");
        events.stream().map(this::log).forEach(logs::add);
        return receipt;
    }

    private ObjectNode log(TokenEvent event) {
        ObjectNode log = JsonNodeFactory.instance
                .objectNode()
                .put("address", token.asset().address().lowerCase())
                .put("blockNumber", DevChain.hex(event.block()))
                .put("blockHash", blockHash(event.block()))
                .put("transactionHash", event.transaction().hex())
                .put("transactionIndex", "0x0")
                .put("logIndex", DevChain.hex(event.index()))
                .put("data", event.data().map(Bytes32::hex).orElse("0x"))
                .put("removed", false);
        ArrayNode topics = log.putArray("topics");
        event.topics().forEach(topic -> topics.add(topic.hex()));
        return log;
    }

    /** Matches topics by position; each position has one topic, a list of alternatives, or null for any. */
    private static boolean matches(TokenEvent event, JsonNode topics) {
        for (int position = 0; position < topics.size(); position++) {
            boolean absent = event.topics().size() <= position;
            JsonNode wanted = topics.path(position);
            if (!wanted.isNull()
                    && (absent || !accepts(wanted, event.topics().get(position).hex()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the filter is the value, contains it, or is absent. */
    private static boolean accepts(JsonNode wanted, String value) {
        if (wanted.isArray() && !wanted.isEmpty()) {
            return StreamSupport.stream(wanted.spliterator(), false).anyMatch(one -> accepts(one, value));
        }
        return !wanted.isTextual() || wanted.textValue().equalsIgnoreCase(value);
    }

    static String blockHash(long number) {
        return "0x%064x".formatted(BigInteger.valueOf(number));
    }
}
