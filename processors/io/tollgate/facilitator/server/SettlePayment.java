package io.tollgate.facilitator.server;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers /settle of a facilitator. */
public final class SettlePayment implements Processor {
    private final FacilitatorApi facilitator;

    public SettlePayment(FacilitatorApi facilitator) {
        this.facilitator = facilitator;
    }

    @Override
    public void process(Exchange exchange) {
        facilitator.settle(RequestJson.lenient(exchange)).write(exchange);
    }
}
