package io.tollgate.facilitator.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.Network;
import java.util.Optional;

/** What our facilitators say, in the form of the version they were asked in. Every answer names network and payer. */
public final class FacilitatorReplies {
    private FacilitatorReplies() {}

    /** One answer: an HTTP status and a JSON object. */
    public record Answer(int status, ObjectNode json) {
        public FacilitatorHttpResponse wire() {
            return FacilitatorHttpResponse.json(status, json);
        }
    }

    /** @param flaw empty for a payment that would settle */
    public static Answer verified(FacilitatorCallBody order, Optional<InvalidReason> flaw) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("isValid", flaw.isEmpty());
        flaw.ifPresent(one -> json.put("invalidReason", one.in(order.version())));
        order.payer().ifPresent(address -> json.put("payer", address));
        if (flaw.filter(one -> one.status() == 400).isPresent()) {
            json.put("network", order.network());
        }
        return new Answer(flaw.map(InvalidReason::status).orElse(200), json);
    }

    public static Answer settled(FacilitatorCallBody order, Bytes32 transaction) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("success", true);
        return new Answer(200, named(json.put("transaction", transaction.hex()), order));
    }

    public static Answer rejected(FacilitatorCallBody order, InvalidReason flaw) {
        return unsettled(order, flaw, "");
    }

    /** @param transaction one that was sent and has not done its work, or not yet */
    public static Answer unsettled(FacilitatorCallBody order, InvalidReason flaw, String transaction) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("success", false)
                .put("errorReason", flaw.in(order.version()))
                .put("transaction", transaction);
        return new Answer(flaw.status(), named(json, order));
    }

    private static ObjectNode named(ObjectNode json, FacilitatorCallBody order) {
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
    public static ObjectNode echo(JsonNode body) {
        return named(JsonNodeFactory.instance.objectNode(), FacilitatorCallBody.read(body));
    }
}
