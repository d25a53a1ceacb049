package io.tollgate.facilitator.server;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers /supported of a facilitator. */
public final class ShowSupported implements Processor {
    private final FacilitatorApi facilitator;

    public ShowSupported(FacilitatorApi facilitator) {
        this.facilitator = facilitator;
    }

    @Override
    public void process(Exchange exchange) {
        facilitator.supported().write(exchange);
    }
}
