package io.tollgate.sale.reconciliation;

import static java.util.Objects.requireNonNull;

import io.tollgate.facilitator.client.Settlement;
import io.tollgate.ledger.Claim;
import io.tollgate.sale.facilitator.FacilitatorCall;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Understands what the facilitator says when it is asked again. A yes is believed. A no closes nothing, for the first
 * request may be what used the nonce up: only the chain can.
 */
public final class ReadSettleRetry implements Processor {
    private final ReconciliationRecorder outcomes;

    public ReadSettleRetry(ReconciliationRecorder outcomes) {
        this.outcomes = requireNonNull(outcomes, "outcomes must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        Claim claim = ReconciliationContext.in(exchange).claim();
        switch (FacilitatorCall.settlement(exchange)) {
            case Settlement.Settled settled -> outcomes.settled(claim, settled.transaction(), "facilitator");
            case Settlement.Rejected rejected -> outcomes.open(claim, Optional.empty(), rejected.reason());
            case Settlement.Unknown unknown -> outcomes.open(claim, unknown.transaction(), unknown.why());
            case Settlement.ConnectFailure notSent -> outcomes.open(claim, Optional.empty(), notSent.why());
        }
        ReconciliationContext.close(exchange);
    }
}
