package io.tollgate.gate;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lays out what the facilitator is asked: the same bytes for verify, settle and every later try. */
public final class PrepareFacilitatorRequest implements Processor {
    @Override
    public void process(Exchange exchange) {
        Sale sale = Sale.of(exchange);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.setVariable("facilitatorRequest", sale.claim.payment().facilitatorRequest());
    }
}
