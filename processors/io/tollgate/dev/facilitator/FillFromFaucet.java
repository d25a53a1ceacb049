package io.tollgate.dev.facilitator;

import io.tollgate.facilitator.server.FacilitatorHttpResponse;
import io.tollgate.facilitator.server.RequestJson;
import io.tollgate.http.server.Problem;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Gives an account play money: the requested amount in atomic units, or 1,000 coins. */
public final class FillFromFaucet implements Processor {
    private final SimulatedToken token;

    public FillFromFaucet(SimulatedToken token) {
        this.token = token;
    }

    private record FaucetRequest(String address, String amount) {}

    @Override
    public void process(Exchange exchange) {
        FaucetRequest request = RequestJson.strict(exchange, FaucetRequest.class);
        Address account = ShowBalance.account(request.address());
        try {
            token.mint(
                    account,
                    request.amount() == null ? SimulatedToken.INITIAL_BALANCE : AtomicAmount.parse(request.amount()));
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, "malformed_amount", e.getMessage());
        }
        FacilitatorHttpResponse.json(200, ShowBalance.balance(token, account)).write(exchange);
    }
}
