package io.tollgate.dev.facilitator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.facilitator.server.FacilitatorHttpResponse;
import io.tollgate.facilitator.server.RequestJson;
import io.tollgate.http.server.Problem;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Adds a fault (POST) or clears all faults (DELETE); always answers with the remaining faults. */
public final class SwitchFacilitatorFaults implements Processor {
    private static final JsonMapper JSON = new JsonMapper();

    private final FacilitatorFaults faults;

    public SwitchFacilitatorFaults(FacilitatorFaults faults) {
        this.faults = faults;
    }

    @Override
    public void process(Exchange exchange) {
        switch (exchange.getMessage().getHeader(Exchange.HTTP_METHOD, "GET", String.class)) {
            case "POST" -> add(RequestJson.strict(exchange, Fault.class));
            case "DELETE" -> faults.clear();
            default -> {}
        }
        ObjectNode json = JSON.createObjectNode();
        json.set("faults", JSON.valueToTree(faults.list()));
        FacilitatorHttpResponse.json(200, json).write(exchange);
    }

    private void add(Fault fault) {
        try {
            faults.add(fault);
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, "too_many_faults", e.getMessage());
        }
    }
}
