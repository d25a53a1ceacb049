package io.tollgate.sale;

import io.tollgate.catalog.offer.PaymentRefused;
import io.tollgate.ledger.Ledger;
import io.tollgate.log.LogEvent;
import io.tollgate.sale.facilitator.FacilitatorCalls;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tidies up behind a sale that failed: what was not charged may be presented again, and no connection stays open. */
public final class ReleaseClaim implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseClaim.class);

    private final Ledger ledger;

    public ReleaseClaim(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A claim that cannot be given back runs out by itself; the client is answered all the same. */
    private void release(SaleContext sale) {
        try {
            ledger.release(sale.claim, "not charged");
        } catch (RuntimeException e) {
            LogEvent.CLAIM_RELEASE_FAILED.at(LOG).log("{}: the claim stays until its lease ends", sale, e);
        }
    }

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = exchange.getProperty(SaleContext.PROPERTY, SaleContext.class);
        if (sale == null) {
            return;
        }
        sale.refused = exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof PaymentRefused;
        sale.closeBlob();
        FacilitatorCalls.abandon(exchange);
        if (sale.claim != null && !sale.settling && !sale.isEntitled()) {
            release(sale);
        }
    }
}
