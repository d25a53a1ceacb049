package io.tollgate.facilitator;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers /settle of the embedded facilitator. */
final class SettlePayment implements Processor {
    private final FaultyFacilitator facilitator;

    SettlePayment(FaultyFacilitator facilitator) {
        this.facilitator = facilitator;
    }

    @Override
    public void process(Exchange exchange) {
        facilitator.settle(RequestJson.lenient(exchange)).write(exchange);
    }
}
