package io.tollgate.dev.facilitator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.facilitator.server.FacilitatorHttpResponse;
import io.tollgate.http.server.Problem;
import io.tollgate.x402.money.Address;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Shows the play money of an account, and the number of its payments, sent and received. */
public final class ShowBalance implements Processor {
    private final SimulatedToken token;

    public ShowBalance(SimulatedToken token) {
        this.token = token;
    }

    @Override
    public void process(Exchange exchange) {
        Address account = account(exchange.getMessage().getHeader("address", String.class));
        FacilitatorHttpResponse.json(200, balance(token, account)).write(exchange);
    }

    /** @throws Problem 400 when it is not an address */
    static Address account(String text) {
        try {
            return Address.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, "malformed_address", e.getMessage());
        }
    }

    static ObjectNode balance(SimulatedToken token, Address account) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("address", account.toString())
                .put("asset", token.asset().address().toString())
                .put("balance", token.balanceOf(account).toString())
                .put("transfers", token.transfersOf(account));
    }
}
