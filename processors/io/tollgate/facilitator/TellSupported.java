package io.tollgate.facilitator;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers /supported of a facilitator. */
public final class TellSupported implements Processor {
    private final FacilitatorApi facilitator;

    public TellSupported(FacilitatorApi facilitator) {
        this.facilitator = facilitator;
    }

    @Override
    public void process(Exchange exchange) {
        facilitator.supported().write(exchange);
    }
}
