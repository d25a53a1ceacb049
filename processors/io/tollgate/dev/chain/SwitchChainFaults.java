package io.tollgate.dev.chain;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tollgate.facilitator.server.FacilitatorHttpResponse;
import io.tollgate.facilitator.server.RequestJson;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Replaces the faults of the simulated chain (POST) or clears them (DELETE); always answers with the active faults.
 */
final class SwitchChainFaults implements Processor {
    private static final JsonMapper JSON = new JsonMapper();

    private final DevChainFaults faults;

    SwitchChainFaults(DevChainFaults faults) {
        this.faults = faults;
    }

    @Override
    public void process(Exchange exchange) {
        switch (exchange.getMessage().getHeader(Exchange.HTTP_METHOD, "GET", String.class)) {
            case "POST" -> faults.set(RequestJson.strict(exchange, DevChainFaults.State.class));
            case "DELETE" -> faults.set(DevChainFaults.State.NONE);
            default -> {}
        }
        FacilitatorHttpResponse.json(200, JSON.valueToTree(faults.current())).write(exchange);
    }
}
