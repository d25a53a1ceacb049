package io.tollgate.sale.reconciliation;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.Claim;
import io.tollgate.ledger.Ledger;
import io.tollgate.sale.facilitator.FacilitatorCalls;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Lays out the request that was sent the first time, byte for byte and to the same facilitator, and writes down that it
 * is sent again.
 */
public final class PrepareSettleRetry implements Processor {
    private final Ledger ledger;
    private final FacilitatorCalls calls;
    private final ReconciliationRecorder outcomes;

    public PrepareSettleRetry(Ledger ledger, FacilitatorCalls calls, ReconciliationRecorder outcomes) {
        this.ledger = requireNonNull(ledger, "ledger must not be null");
        this.calls = requireNonNull(calls, "calls must not be null");
        this.outcomes = requireNonNull(outcomes, "outcomes must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        Claim claim = ReconciliationContext.in(exchange).claim();
        if (!calls.settlement(exchange, claim, Optional.empty())) {
            outcomes.open(claim, Optional.empty(), "the facilitator that was asked is not in FACILITATOR_URL any more");
            ReconciliationContext.close(exchange);
            return;
        }
        if (!ledger.beginSettlement(claim, FacilitatorCalls.asked(exchange).url())) {
            FacilitatorCalls.abandon(exchange);
            ReconciliationContext.close(exchange);
        }
    }
}
