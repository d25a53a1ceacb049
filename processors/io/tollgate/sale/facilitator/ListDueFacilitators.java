package io.tollgate.sale.facilitator;

import io.tollgate.facilitator.client.Facilitators;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lists the facilitators that have not said lately what they support. */
public final class ListDueFacilitators implements Processor {
    private final Facilitators facilitators;

    public ListDueFacilitators(Facilitators facilitators) {
        this.facilitators = facilitators;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(facilitators.due());
    }
}
