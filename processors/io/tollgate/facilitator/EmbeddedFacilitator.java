package io.tollgate.facilitator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.money.Address;
import io.tollgate.money.Bytes32;
import io.tollgate.money.Network;
import java.time.Clock;
import java.util.Optional;

/**
 * A facilitator for development, in this process and over play money, that answers as real ones do (x402 v2 section 7).
 * Other than most of them it is idempotent: settling the same authorisation again gives the same answer again.
 */
public final class EmbeddedFacilitator {
    private final Network network;
    private final SimulatedToken token;
    private final Checks checks;

    /** One answer: an HTTP status and a JSON object. */
    public record Answer(int status, ObjectNode json) {}

    /** @param token the stablecoin of that network */
    public EmbeddedFacilitator(Network network, SimulatedToken token, Clock clock) {
        this.network = network;
        this.token = token;
        this.checks = new Checks(network, token, clock);
    }

    /** Says whether a payment would settle now; never changes anything. */
    public Answer verify(JsonNode body) {
        Order order = Order.read(body);
        Optional<Flaw> flaw = order.flaw().or(() -> checks.beforeServing(order));
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("isValid", flaw.isEmpty());
        flaw.ifPresent(one -> json.put("invalidReason", one.in(order.version())));
        order.payer().ifPresent(address -> json.put("payer", address));
        if (flaw.filter(one -> one.status() == 400).isPresent()) {
            json.put("network", order.network());
        }
        return new Answer(flaw.map(Flaw::status).orElse(200), json);
    }

    /** Moves the money once. */
    public Answer settle(JsonNode body) {
        Order order = Order.read(body);
        return order.flaw()
                .or(() -> checks.beforeSettling(order))
                .map(flaw -> rejected(order, flaw))
                .orElseGet(() -> transferred(order));
    }

    private Answer transferred(Order order) {
        return switch (token.transferWithAuthorization(order.payment().authorization())) {
            case Transfer.Moved moved -> settled(order, moved.transaction());
            case Transfer.Reverted reverted ->
                token.transactionOf(order.payment().authorization())
                        .map(transaction -> settled(order, transaction))
                        .orElseGet(() -> rejected(order, reverted.flaw()));
        };
    }

    private static Answer settled(Order order, Bytes32 transaction) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("success", true);
        return new Answer(200, named(json.put("transaction", transaction.hex()), order));
    }

    private static Answer rejected(Order order, Flaw flaw) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("success", false)
                .put("errorReason", flaw.in(order.version()))
                .put("transaction", "");
        return new Answer(flaw.status(), named(json, order));
    }

    private static ObjectNode named(ObjectNode json, Order order) {
        json.put("network", order.network());
        order.payer().ifPresent(address -> json.put("payer", address));
        return json;
    }

    /** What this facilitator can do: the scheme exact, in both versions of the protocol. */
    public Answer supported() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode kinds = json.putArray("kinds");
        kinds.addObject()
                .put("x402Version", 2)
                .put("scheme", "exact")
                .put("network", network.chain().caip2());
        network.v1Name()
                .ifPresent(name -> kinds.addObject()
                        .put("x402Version", 1)
                        .put("scheme", "exact")
                        .put("network", name));
        json.putArray("extensions");
        Address signer = DevelopmentAccounts.ADDRESSES.get(0);
        json.putObject("signers").putArray("eip155:*").add(signer.toString());
        return new Answer(200, json);
    }

    /** Network and payer of a call, for an answer that does not come from the call's own outcome. */
    static ObjectNode echo(JsonNode body) {
        return named(JsonNodeFactory.instance.objectNode(), Order.read(body));
    }
}
