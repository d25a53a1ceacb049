package io.tollgate.sale.facilitator;

import static java.util.Objects.requireNonNull;

import io.tollgate.facilitator.client.FacilitatorRequest;
import io.tollgate.facilitator.client.Facilitators;
import io.tollgate.http.upstream.Failover;
import io.tollgate.http.upstream.Upstream;
import io.tollgate.ledger.Claim;
import io.tollgate.ledger.PresentedPayment;
import io.tollgate.sale.facilitator.FacilitatorCall.Operation;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * Decides which facilitator is called. A verification goes to one after the other until one answers; a settlement that
 * may have been sent to a facilitator goes to that one for ever, because two might settle it, or one deny what the
 * other did.
 */
public final class FacilitatorCalls {
    private final Facilitators facilitators;
    private final Networks networks;
    private final Clock clock;

    public FacilitatorCalls(Facilitators facilitators, Networks networks, Clock clock) {
        this.facilitators = requireNonNull(facilitators, "facilitators must not be null");
        this.networks = requireNonNull(networks, "networks must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    /** Prepares {@code direct:facilitator-verify}; false when no facilitator can be asked. */
    public boolean verification(Exchange exchange, PresentedPayment payment) {
        return begin(exchange, Operation.VERIFY, payment, candidates(payment));
    }

    /**
     * Prepares {@code direct:facilitator-settle}, after which {@link FacilitatorCall#settlement} tells the outcome.
     * Before that route is called the ledger must be told who is asked: {@link #asked}.
     *
     * @param preferred who has just verified the payment, and so is known to answer
     * @return false when none can be asked: no facilitator supports the network any more, or the one that was asked
     *     before is not configured any more
     */
    public boolean settlement(Exchange exchange, Claim claim, Optional<Upstream> preferred) {
        PresentedPayment payment = claim.payment();
        if (claim.facilitator().isPresent()) {
            List<Upstream> same =
                    claim.facilitator().flatMap(facilitators::find).stream().toList();
            return begin(exchange, Operation.SETTLE, payment, same);
        }
        List<Upstream> candidates = new ArrayList<>(candidates(payment));
        preferred.filter(candidates::remove).ifPresent(candidates::addFirst);
        long most = claim.ambiguous() ? 1 : candidates.size();
        return begin(
                exchange,
                Operation.SETTLE,
                payment,
                candidates.stream().limit(most).toList());
    }

    /** The facilitator that a prepared call goes to now. */
    public static Upstream asked(Exchange exchange) {
        return FacilitatorCall.of(exchange).facilitator();
    }

    /** Gives a prepared call up. */
    public static void abandon(Exchange exchange) {
        Optional.ofNullable(exchange.getProperty(FacilitatorCall.PROPERTY, FacilitatorCall.class))
                .ifPresent(FacilitatorCall::close);
    }

    /** Prepares the question what one facilitator supports. */
    void support(Exchange exchange, Upstream facilitator) {
        FacilitatorCall call = FacilitatorCall.supported(Failover.inOrder(List.of(facilitator)), clock);
        exchange.setProperty(FacilitatorCall.PROPERTY, call);
        call.next();
    }

    private List<Upstream> candidates(PresentedPayment payment) {
        int version = FacilitatorRequest.version(payment.facilitatorRequest());
        return facilitators.candidates(version, network(payment));
    }

    private Network network(PresentedPayment payment) {
        return networks.find(payment.key().chain()).orElseThrow();
    }

    private boolean begin(Exchange exchange, Operation operation, PresentedPayment payment, List<Upstream> candidates) {
        FacilitatorCall call =
                FacilitatorCall.about(payment, network(payment), operation, Failover.inOrder(candidates), clock);
        exchange.setProperty(FacilitatorCall.PROPERTY, call);
        return call.next();
    }
}
