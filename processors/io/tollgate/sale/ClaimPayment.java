package io.tollgate.sale;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Claims the authorization durably before any facilitator is called: of all copies of one payment, at any number of
 * gateways, one goes on from here.
 */
public final class ClaimPayment implements Processor {
    private final ResumeKnownPayment ledger;

    public ClaimPayment(ResumeKnownPayment ledger) {
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        SaleContext sale = SaleContext.of(exchange);
        if (sale.claim == null && !sale.isEntitled()) {
            ledger.claim(sale);
        }
    }
}
