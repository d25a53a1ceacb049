package io.tollgate.sale.reconciliation;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.UnresolvedSettlement;
import io.tollgate.ledger.UnresolvedSettlements;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

/** Makes one settlement in doubt this instance's to find out about, unless another instance or the buyer was faster. */
public final class LeaseSettlement implements Processor {
    private final UnresolvedSettlements doubts;

    public LeaseSettlement(UnresolvedSettlements doubts) {
        this.doubts = requireNonNull(doubts, "doubts must not be null");
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        UnresolvedSettlement doubt = exchange.getMessage().getMandatoryBody(UnresolvedSettlement.class);
        doubts.leaseSettlement(doubt).ifPresent(open -> ReconciliationContext.put(exchange, open));
    }
}
