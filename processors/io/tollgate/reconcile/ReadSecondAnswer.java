package io.tollgate.reconcile;

import static java.util.Objects.requireNonNull;

import io.tollgate.facilitator.Settlement;
import io.tollgate.gate.FacilitatorCall;
import io.tollgate.ledger.Claim;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Understands what the facilitator says when it is asked again. A yes is believed. A no closes nothing, for the first
 * request may be what used the nonce up: only the chain can.
 */
public final class ReadSecondAnswer implements Processor {
    private final Outcomes outcomes;

    public ReadSecondAnswer(Outcomes outcomes) {
        this.outcomes = requireNonNull(outcomes, "outcomes must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        Claim claim = OpenSettlements.in(exchange).claim();
        switch (FacilitatorCall.settlement(exchange)) {
            case Settlement.Settled settled -> outcomes.settled(claim, settled.transaction(), "facilitator");
            case Settlement.Rejected rejected -> outcomes.open(claim, Optional.empty(), rejected.reason());
            case Settlement.Unknown unknown -> outcomes.open(claim, unknown.transaction(), unknown.why());
            case Settlement.NotSent notSent -> outcomes.open(claim, Optional.empty(), notSent.why());
        }
        OpenSettlements.close(exchange);
    }
}
