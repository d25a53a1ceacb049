package io.tollgate.dev.chain;

import io.tollgate.dev.facilitator.SimulatedToken;
import io.tollgate.facilitator.server.RequestJson;
import io.tollgate.http.server.Problem;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Bytes32;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Cancels an authorization at the simulated token, as its payer would; no signature is required. */
final class CancelAuthorization implements Processor {
    private final SimulatedToken token;

    CancelAuthorization(SimulatedToken token) {
        this.token = token;
    }

    private record Cancellation(String authorizer, String nonce) {}

    @Override
    public void process(Exchange exchange) {
        Cancellation cancellation = RequestJson.strict(exchange, Cancellation.class);
        try {
            TransactionAnswer.of(token.cancelAuthorization(
                            Address.parse(cancellation.authorizer()), new Bytes32(cancellation.nonce())))
                    .write(exchange);
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, "malformed_authorization", e.getMessage());
        }
    }
}
