package io.tollgate.facilitator;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers /supported of the embedded facilitator. */
final class TellSupported implements Processor {
    private final FaultyFacilitator facilitator;

    TellSupported(FaultyFacilitator facilitator) {
        this.facilitator = facilitator;
    }

    @Override
    public void process(Exchange exchange) {
        facilitator.supported().write(exchange);
    }
}
