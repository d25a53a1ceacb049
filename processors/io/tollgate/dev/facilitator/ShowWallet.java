package io.tollgate.dev.facilitator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.facilitator.server.FacilitatorHttpResponse;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import java.math.BigInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Provides a development account with play money. Its key is public knowledge and has no value. */
public final class ShowWallet implements Processor {
    private static final AtomicAmount REFILL_BELOW = new AtomicAmount(BigInteger.valueOf(100_000_000));

    private final SimulatedToken token;
    private final Network network;

    public ShowWallet(SimulatedToken token, Network network) {
        this.token = token;
        this.network = network;
    }

    @Override
    public void process(Exchange exchange) {
        Wallet wallet = Wallet.development(0);
        if (token.balanceOf(wallet.address()).compareTo(REFILL_BELOW) < 0) {
            token.mint(wallet.address(), SimulatedToken.INITIAL_BALANCE);
        }
        ObjectNode json = ShowBalance.balance(token, wallet.address());
        json.put("privateKey", wallet.reveal()).put("network", network.name());
        FacilitatorHttpResponse.json(200, json).write(exchange);
    }
}
