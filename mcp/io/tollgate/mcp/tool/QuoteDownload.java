package io.tollgate.mcp.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.mcp.Json;
import io.tollgate.mcp.ToolCall;
import io.tollgate.mcp.ToolResult;
import io.tollgate.mcp.wallet.OperatorWallet;
import io.tollgate.mcp.wallet.WalletRules;
import io.tollgate.payer.ProposedPayment;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.protocol.Headers;
import io.tollgate.x402.protocol.Offer;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Asks for the price and pays nothing. Where a person has to agree, it gives the token that says that they did. */
public final class QuoteDownload implements Processor {
    private final GatewayClient gateway;
    private final Networks networks;
    private final OperatorWallet wallet;

    public QuoteDownload(GatewayClient gateway, Networks networks, OperatorWallet wallet) {
        this.gateway = gateway;
        this.networks = networks;
        this.wallet = wallet;
    }

    @Override
    public void process(Exchange exchange) {
        DownloadTarget goods = DownloadTarget.of(exchange);
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
        List<Offer> offers = Offer.read(answer.headers().firstValue(Headers.PAYMENT_REQUIRED), answer.body());
        ArrayNode told = json.putArray("offers");
        boolean priced = false;
        for (Offer offer : offers) {
            Optional<Network> network = networks.find(offer.network())
                    .filter(known -> known.usdc().address().equals(offer.asset()));
            if (network.isPresent()) {
                ProposedPayment spending = new ProposedPayment(goods.url(), offer, network.get());
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

    private static void tell(ObjectNode json, ProposedPayment spending) {
        json.put("price", spending.price()).put("amount", spending.amount().toString());
        json.put("network", spending.network().name())
                .put("payTo", spending.payTo().toString());
        json.put("asset", spending.offer().asset().toString());
    }

    private void confirm(ObjectNode json, ToolCall call, ProposedPayment spending) {
        boolean needed = call.caller().usesOperatorWallet()
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
