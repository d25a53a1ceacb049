package io.tollgate.sale;

import io.tollgate.catalog.offer.Terms;
import io.tollgate.ledger.Ledger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Has the ledger grant what costs nothing; for anything with a price the ledger refuses. */
public final class GrantFree implements Processor {
    private final Ledger ledger;
    private final Terms terms;

    public GrantFree(Ledger ledger, Terms terms) {
        this.ledger = ledger;
        this.terms = terms;
    }

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        if (!terms.offered(sale.item)) {
            throw FindItem.unknown();
        }
        sale.entitlement = ledger.grantFree(sale.item);
    }
}
