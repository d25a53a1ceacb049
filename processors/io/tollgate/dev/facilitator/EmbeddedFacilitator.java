package io.tollgate.dev.facilitator;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.facilitator.server.FacilitatorCallBody;
import io.tollgate.facilitator.server.FacilitatorReplies;
import io.tollgate.facilitator.server.FacilitatorReplies.Answer;
import io.tollgate.facilitator.server.InvalidReason;
import io.tollgate.x402.money.Network;
import java.time.Clock;
import java.util.Optional;

/**
 * A facilitator for development, in this process and over play money, that answers as real ones do (x402 v2 section 7).
 * Other than most of them it is idempotent: settling the same authorisation again gives the same answer again.
 */
public final class EmbeddedFacilitator {
    private final Network network;
    private final SimulatedToken token;
    private final SimulatedPaymentChecks checks;

    /** @param token the stablecoin of that network */
    public EmbeddedFacilitator(Network network, SimulatedToken token, Clock clock) {
        this.network = network;
        this.token = token;
        this.checks = new SimulatedPaymentChecks(network, token, clock);
    }

    /** Says whether a payment would settle now; never changes anything. */
    public Answer verify(JsonNode body) {
        FacilitatorCallBody order = FacilitatorCallBody.read(body);
        Optional<InvalidReason> flaw = order.flaw().or(() -> checks.beforeServing(order));
        return FacilitatorReplies.verified(order, flaw);
    }

    /** Moves the money once. */
    public Answer settle(JsonNode body) {
        FacilitatorCallBody order = FacilitatorCallBody.read(body);
        return order.flaw()
                .or(() -> checks.beforeSettling(order))
                .map(flaw -> FacilitatorReplies.rejected(order, flaw))
                .orElseGet(() -> transfer(order));
    }

    private Answer transfer(FacilitatorCallBody order) {
        return switch (token.transferWithAuthorization(order.payment().authorization())) {
            case Transfer.Moved moved -> FacilitatorReplies.settled(order, moved.transaction());
            case Transfer.Reverted reverted ->
                token.transactionOf(order.payment().authorization())
                        .map(transaction -> FacilitatorReplies.settled(order, transaction))
                        .orElseGet(() -> FacilitatorReplies.rejected(order, reverted.reason()));
        };
    }

    /** What this facilitator can do: the scheme exact, in both versions of the protocol. */
    public Answer supported() {
        return FacilitatorReplies.supported(network, DevelopmentAccounts.ADDRESSES.get(0));
    }
}
