package io.tollgate.reconcile;

import static java.util.Objects.requireNonNull;

import io.tollgate.facilitator.FacilitatorAnswers;
import io.tollgate.facilitator.Settlement;
import io.tollgate.gate.FacilitatorCall;
import io.tollgate.ledger.Claim;
import io.tollgate.money.Network;
import io.tollgate.money.Networks;
import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Understands what the facilitator says when it is asked again. A yes is believed. A no closes nothing, for the first
 * request may be what used the nonce up: only the chain can.
 */
public final class ReadSecondAnswer implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ReadSecondAnswer.class);

    private final FacilitatorAnswers answers;
    private final Networks networks;
    private final Outcomes outcomes;

    public ReadSecondAnswer(FacilitatorAnswers answers, Networks networks, Outcomes outcomes) {
        this.answers = requireNonNull(answers, "answers must not be null");
        this.networks = requireNonNull(networks, "networks must not be null");
        this.outcomes = requireNonNull(outcomes, "outcomes must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        Claim claim = OpenSettlements.in(exchange).claim();
        Network network = networks.find(claim.key().chain()).orElseThrow();
        FacilitatorCall call = answer(exchange, claim);
        switch (answers.settlement(
                call.status(), call.body(), network, claim.key().payer())) {
            case Settlement.Settled settled -> outcomes.settled(claim, settled.transaction(), "facilitator");
            case Settlement.Rejected rejected -> outcomes.open(claim, Optional.empty(), rejected.reason());
            case Settlement.Unknown unknown -> outcomes.open(claim, unknown.transaction(), unknown.why());
            case Settlement.NotSent notSent -> outcomes.open(claim, Optional.empty(), notSent.why());
        }
        OpenSettlements.close(exchange);
    }

    private static FacilitatorCall answer(Exchange exchange, Claim claim) {
        try {
            return FacilitatorCall.in(exchange, "settlement");
        } catch (IOException e) {
            LOG.info("{}: half an answer of the facilitator: {}", claim.key().id(), e.toString());
            return FacilitatorCall.NONE;
        }
    }
}
