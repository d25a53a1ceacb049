package io.tollgate.reconcile;

import static java.util.Objects.requireNonNull;

import io.tollgate.chain.AuthorizationUse;
import io.tollgate.chain.Chain;
import io.tollgate.ledger.OpenSettlement;
import io.tollgate.ledger.PresentedPayment;
import io.tollgate.money.Authorization;
import io.tollgate.money.Network;
import io.tollgate.money.Networks;
import io.tollgate.money.UnixTime;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the chain what became of the authorisation. A chain that cannot be asked leaves the question open. */
public final class AskChain implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(AskChain.class);
    private static final String CHAIN = "chain";

    private final Function<Network, Optional<Chain>> chains;
    private final Networks networks;
    private final Outcomes outcomes;

    /** @param chains empty for a network whose chain is not asked */
    public AskChain(Function<Network, Optional<Chain>> chains, Networks networks, Outcomes outcomes) {
        this.chains = requireNonNull(chains, "chains must not be null");
        this.networks = requireNonNull(networks, "networks must not be null");
        this.outcomes = requireNonNull(outcomes, "outcomes must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        OpenSettlement open = OpenSettlements.in(exchange);
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
            case Finding.Moved moved -> {
                outcomes.settled(open.claim(), moved.transaction(), CHAIN);
                OpenSettlements.close(exchange);
            }
            case Finding.NeverMoves never -> {
                outcomes.disproved(open.claim(), never.reason(), CHAIN);
                OpenSettlements.close(exchange);
            }
            case Finding.Open still -> {}
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
