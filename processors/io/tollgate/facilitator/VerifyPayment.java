package io.tollgate.facilitator;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers /verify of the embedded facilitator. */
final class VerifyPayment implements Processor {
    private final FaultyFacilitator facilitator;

    VerifyPayment(FaultyFacilitator facilitator) {
        this.facilitator = facilitator;
    }

    @Override
    public void process(Exchange exchange) {
        facilitator.verify(RequestJson.lenient(exchange)).write(exchange);
    }
}
