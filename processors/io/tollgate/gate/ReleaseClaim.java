package io.tollgate.gate;

import io.tollgate.ledger.Ledger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Tidies up behind a sale that failed: what was not charged may be presented again, and no connection stays open. */
public final class ReleaseClaim implements Processor {
    private final Ledger ledger;

    public ReleaseClaim(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) {
        Sale sale = exchange.getProperty(Sale.PROPERTY, Sale.class);
        if (sale == null) {
            return;
        }
        sale.closeBlob();
        if (sale.claim != null && !sale.settling && !sale.isEntitled()) {
            ledger.release(sale.claim, "not charged");
        }
    }
}
