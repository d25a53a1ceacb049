package io.tollgate.facilitator;

import io.tollgate.http.Problem;
import io.tollgate.money.Address;
import io.tollgate.money.AtomicAmount;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Gives an account play money: what was asked for in atomic units, or 1,000 coins. */
final class FillFromFaucet implements Processor {
    private final SimulatedToken token;

    FillFromFaucet(SimulatedToken token) {
        this.token = token;
    }

    private record Wish(String address, String amount) {}

    @Override
    public void process(Exchange exchange) {
        Wish wish = RequestJson.strict(exchange, Wish.class);
        Address account = TellBalance.account(wish.address());
        try {
            token.mint(account, wish.amount() == null ? SimulatedToken.ALLOWANCE : AtomicAmount.parse(wish.amount()));
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, "malformed_amount", e.getMessage());
        }
        WireAnswer.json(200, TellBalance.balance(token, account)).write(exchange);
    }
}
