package io.tollgate.reconcile;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.Doubt;
import io.tollgate.ledger.Doubts;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

/** Makes one settlement in doubt this instance's to find out about, unless another instance or the buyer was faster. */
public final class TakeOver implements Processor {
    private final Doubts doubts;

    public TakeOver(Doubts doubts) {
        this.doubts = requireNonNull(doubts, "doubts must not be null");
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        Doubt doubt = exchange.getMessage().getMandatoryBody(Doubt.class);
        doubts.takeOver(doubt).ifPresent(open -> OpenSettlements.put(exchange, open));
    }
}
