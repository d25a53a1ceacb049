package io.tollgate.gate;

import io.tollgate.ledger.Ledger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Has the ledger grant what costs nothing; for anything with a price the ledger refuses. */
public final class GrantFree implements Processor {
    private final Ledger ledger;

    public GrantFree(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) {
        Sale sale = Sale.of(exchange);
        sale.entitlement = ledger.free(sale.item);
    }
}
