package io.tollgate.sale.facilitator;

import io.tollgate.http.upstream.Upstream;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

/** Prepares the question what the facilitator in the body supports. */
public final class PrepareSupported implements Processor {
    private final FacilitatorCalls calls;

    public PrepareSupported(FacilitatorCalls calls) {
        this.calls = calls;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        calls.support(exchange, exchange.getMessage().getMandatoryBody(Upstream.class));
    }
}
