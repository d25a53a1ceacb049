package io.tollgate.mcp.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.mcp.Json;
import io.tollgate.mcp.ToolCall;
import io.tollgate.mcp.ToolResult;
import io.tollgate.mcp.wallet.HouseWallet;
import io.tollgate.mcp.wallet.WalletRules;
import io.tollgate.money.Network;
import io.tollgate.money.Networks;
import io.tollgate.payer.Spending;
import io.tollgate.payment.Offer;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Asks for the price and pays nothing. Where a person has to agree, it gives the token that says that they did. */
public final class QuoteGoods implements Processor {
    private final GatewayClient gateway;
    private final Networks networks;
    private final HouseWallet wallet;

    public QuoteGoods(GatewayClient gateway, Networks networks, HouseWallet wallet) {
        this.gateway = gateway;
        this.networks = networks;
        this.wallet = wallet;
    }

    @Override
    public void process(Exchange exchange) {
        Goods goods = Goods.of(exchange);
        ToolCall call = ToolCall.of(exchange);
        // nothing of a free file is wanted here
        GatewayClient.Answer answer =
                gateway.send(gateway.request(goods.url()).GET().build(), 64 * 1024);
        ObjectNode json =
                Json.object().put("status", "success").put("url", goods.url().toString());
        if (answer.status() == 200) {
            exchange.getMessage().setBody(ToolResult.of(json.put("free", true).put("price", "$0")));
            return;
        }
        if (answer.status() != 402) {
            throw answer.failure("no_quote");
        }
        json.put("free", false);
        List<Offer> offers = Offer.read(answer.headers().firstValue("PAYMENT-REQUIRED"), answer.body());
        ArrayNode told = json.putArray("offers");
        boolean priced = false;
        for (Offer offer : offers) {
            Optional<Network> network = networks.find(offer.network())
                    .filter(known -> known.usdc().address().equals(offer.asset()));
            if (network.isPresent()) {
                Spending spending = new Spending(goods.url(), offer, network.get());
                tell(told.addObject(), spending);
                if (!priced) {
                    json.put("price", spending.price());
                    priced = true;
                    confirm(json, call, spending);
                }
            }
        }
        exchange.getMessage().setBody(ToolResult.of(json));
    }

    private static void tell(ObjectNode json, Spending spending) {
        json.put("price", spending.price()).put("amount", spending.amount().toString());
        json.put("network", spending.network().name())
                .put("payTo", spending.payTo().toString());
        json.put("asset", spending.offer().asset().toString());
    }

    private void confirm(ObjectNode json, ToolCall call, Spending spending) {
        boolean needed = call.caller().house()
                && wallet.rules()
                        .approveAbove()
                        .filter(limit -> spending.amount().units().bitLength() <= 96
                                && WalletRules.micros(spending) > limit.units().longValueExact())
                        .isPresent();
        json.put("approvalNeeded", needed);
        if (needed) {
            json.put("confirm", wallet.confirmation(call.caller().name(), spending));
            json.put(
                    "message",
                    "Ask the user before passing confirm to the tool that pays; it is good for ten minutes.");
        }
    }
}
