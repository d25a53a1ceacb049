package io.tollgate.facilitator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.money.Address;
import io.tollgate.money.Bytes32;
import io.tollgate.money.Network;
import java.util.Optional;

/** What our facilitators say, in the form of the version they were asked in. Every answer names network and payer. */
public final class FacilitatorReplies {
    private FacilitatorReplies() {}

    /** One answer: an HTTP status and a JSON object. */
    public record Answer(int status, ObjectNode json) {
        public WireAnswer wire() {
            return WireAnswer.json(status, json);
        }
    }

    /** @param flaw empty for a payment that would settle */
    public static Answer verified(Order order, Optional<Flaw> flaw) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("isValid", flaw.isEmpty());
        flaw.ifPresent(one -> json.put("invalidReason", one.in(order.version())));
        order.payer().ifPresent(address -> json.put("payer", address));
        if (flaw.filter(one -> one.status() == 400).isPresent()) {
            json.put("network", order.network());
        }
        return new Answer(flaw.map(Flaw::status).orElse(200), json);
    }

    public static Answer settled(Order order, Bytes32 transaction) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("success", true);
        return new Answer(200, named(json.put("transaction", transaction.hex()), order));
    }

    public static Answer rejected(Order order, Flaw flaw) {
        return unsettled(order, flaw, "");
    }

    /** @param transaction one that was sent and has not done its work, or not yet */
    public static Answer unsettled(Order order, Flaw flaw, String transaction) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("success", false)
                .put("errorReason", flaw.in(order.version()))
                .put("transaction", transaction);
        return new Answer(flaw.status(), named(json, order));
    }

    private static ObjectNode named(ObjectNode json, Order order) {
        json.put("network", order.network());
        order.payer().ifPresent(address -> json.put("payer", address));
        return json;
    }

    /** The scheme exact, in both versions of the protocol. */
    public static Answer supported(Network network, Address signer) {
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
        json.putObject("signers").putArray("eip155:*").add(signer.toString());
        return new Answer(200, json);
    }

    /** Network and payer of a call, for an answer that does not come from the call's own outcome. */
    static ObjectNode echo(JsonNode body) {
        return named(JsonNodeFactory.instance.objectNode(), Order.read(body));
    }
}
