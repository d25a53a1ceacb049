package io.tollgate.reconcile;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.Ledger;
import io.tollgate.ledger.OpenSettlement;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lays out the request that was sent the first time, byte for byte, and writes down that it is sent again. */
public final class PrepareSecondAsk implements Processor {
    private final Ledger ledger;

    public PrepareSecondAsk(Ledger ledger) {
        this.ledger = requireNonNull(ledger, "ledger must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        OpenSettlement open = OpenSettlements.in(exchange);
        if (!ledger.settling(open.claim())) {
            OpenSettlements.close(exchange);
            return;
        }
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.setVariable("facilitatorRequest", open.claim().payment().facilitatorRequest());
    }
}
