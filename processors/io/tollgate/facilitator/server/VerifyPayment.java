package io.tollgate.facilitator.server;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers /verify of a facilitator. */
public final class VerifyPayment implements Processor {
    private final FacilitatorApi facilitator;

    public VerifyPayment(FacilitatorApi facilitator) {
        this.facilitator = facilitator;
    }

    @Override
    public void process(Exchange exchange) {
        facilitator.verify(RequestJson.lenient(exchange)).write(exchange);
    }
}
