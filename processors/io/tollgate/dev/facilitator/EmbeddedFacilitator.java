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
 * A facilitator for development, in this process and with play money, that answers like real ones (x402 v2 section 7).
 * Unlike most of them it is idempotent: settling the same authorization again gives the same answer.
 */
public final class EmbeddedFacilitator {
    private final Network network;
    private final SimulatedToken token;
    private final SimulatedPaymentChecks checks;

    /** @param token the stablecoin of the network */
    public EmbeddedFacilitator(Network network, SimulatedToken token, Clock clock) {
        this.network = network;
        this.token = token;
        this.checks = new SimulatedPaymentChecks(network, token, clock);
    }

    /** Answers whether a payment would settle now; changes nothing. */
    public Answer verify(JsonNode body) {
        FacilitatorCallBody call = FacilitatorCallBody.read(body);
        Optional<InvalidReason> reason = call.flaw().or(() -> checks.beforeServing(call));
        return FacilitatorReplies.verified(call, reason);
    }

    /** Moves the money once. */
    public Answer settle(JsonNode body) {
        FacilitatorCallBody call = FacilitatorCallBody.read(body);
        return call.flaw()
                .or(() -> checks.beforeSettling(call))
                .map(reason -> FacilitatorReplies.rejected(call, reason))
                .orElseGet(() -> transfer(call));
    }

    private Answer transfer(FacilitatorCallBody call) {
        return switch (token.transferWithAuthorization(call.payment().authorization())) {
            case Transfer.Moved moved -> FacilitatorReplies.settled(call, moved.transaction());
            case Transfer.Reverted reverted ->
                token.transactionOf(call.payment().authorization())
                        .map(transaction -> FacilitatorReplies.settled(call, transaction))
                        .orElseGet(() -> FacilitatorReplies.rejected(call, reverted.reason()));
        };
    }

    /** Answers the supported kinds: the scheme exact, in both versions of the protocol. */
    public Answer supported() {
        return FacilitatorReplies.supported(network, DevelopmentAccounts.ADDRESSES.get(0));
    }
}
