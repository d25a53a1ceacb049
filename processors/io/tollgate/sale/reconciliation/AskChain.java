package io.tollgate.sale.reconciliation;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.PresentedPayment;
import io.tollgate.ledger.ReconciliationLease;
import io.tollgate.x402.chain.AuthorizationUse;
import io.tollgate.x402.chain.Chain;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.money.UnixTime;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the chain what became of the authorization. A chain that does not answer leaves the question open. */
public final class AskChain implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(AskChain.class);
    private static final String CHAIN = "chain";

    private final Function<Network, Optional<Chain>> chains;
    private final Networks networks;
    private final ReconciliationRecorder outcomes;

    /** @param chains empty for a network whose chain is not asked */
    public AskChain(Function<Network, Optional<Chain>> chains, Networks networks, ReconciliationRecorder outcomes) {
        this.chains = requireNonNull(chains, "chains must not be null");
        this.networks = requireNonNull(networks, "networks must not be null");
        this.outcomes = requireNonNull(outcomes, "outcomes must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        ReconciliationLease open = ReconciliationContext.in(exchange);
        PresentedPayment payment = open.claim().payment();
        Network network = networks.find(payment.key().chain()).orElseThrow();
        Optional<Chain> chain = chains.apply(network);
        if (chain.isEmpty()) {
            return;
        }
        AuthorizationUse use;
        try {
            use = chain.get().use(network.usdc(), signed(payment), UnixTime.of(open.claimedAt()));
        } catch (IOException e) {
            LOG.info("{}: the chain of {} cannot be asked: {}", payment.key().id(), network.name(), e.getMessage());
            return;
        }
        switch (ChainEvidence.judge(use, open.claimedAt(), payment.validBefore())) {
            case ChainFinding.Moved moved -> {
                outcomes.settled(open.claim(), moved.transaction(), CHAIN);
                ReconciliationContext.close(exchange);
            }
            case ChainFinding.NeverMoves never -> {
                outcomes.disproved(open.claim(), never.reason(), CHAIN);
                ReconciliationContext.close(exchange);
            }
            case ChainFinding.Open still -> {}
        }
    }

    /** As far as a chain's log shows it; when it became valid is nowhere in there. */
    private static Authorization signed(PresentedPayment payment) {
        return new Authorization(
                payment.key().payer(),
                payment.payTo(),
                payment.amount(),
                UnixTime.of(Instant.EPOCH),
                payment.validBefore(),
                payment.key().nonce());
    }
}
