package io.tollgate.reconcile;

import static java.util.Objects.requireNonNull;

import io.tollgate.gate.FacilitatorCalls;
import io.tollgate.ledger.Claim;
import io.tollgate.ledger.Ledger;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Lays out the request that was sent the first time, byte for byte and to the same facilitator, and writes down that it
 * is sent again.
 */
public final class PrepareSecondAsk implements Processor {
    private final Ledger ledger;
    private final FacilitatorCalls calls;
    private final Outcomes outcomes;

    public PrepareSecondAsk(Ledger ledger, FacilitatorCalls calls, Outcomes outcomes) {
        this.ledger = requireNonNull(ledger, "ledger must not be null");
        this.calls = requireNonNull(calls, "calls must not be null");
        this.outcomes = requireNonNull(outcomes, "outcomes must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        Claim claim = OpenSettlements.in(exchange).claim();
        if (!calls.settlement(exchange, claim, Optional.empty())) {
            outcomes.open(claim, Optional.empty(), "the facilitator that was asked is not in FACILITATOR_URL any more");
            OpenSettlements.close(exchange);
            return;
        }
        if (!ledger.settling(claim, FacilitatorCalls.asked(exchange).url())) {
            FacilitatorCalls.abandon(exchange);
            OpenSettlements.close(exchange);
        }
    }
}
