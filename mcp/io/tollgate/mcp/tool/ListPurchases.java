package io.tollgate.mcp.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.mcp.Json;
import io.tollgate.mcp.ToolCall;
import io.tollgate.mcp.ToolFailure;
import io.tollgate.mcp.ToolResult;
import io.tollgate.mcp.wallet.AuditLine;
import io.tollgate.mcp.wallet.OperatorWallet;
import io.tollgate.mcp.wallet.PurchaseRow;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Tells a caller what was bought for it, with every line the books have on it. The payments themselves stay inside. */
public final class ListPurchases implements Processor {
    private static final int MOST = 100;
    private static final int USUAL = 20;

    private final OperatorWallet wallet;

    public ListPurchases(OperatorWallet wallet) {
        this.wallet = wallet;
    }

    @Override
    public void process(Exchange exchange) {
        int most =
                new Arguments(exchange).text("limit").map(ListPurchases::number).orElse(USUAL);
        ObjectNode json = Json.object().put("status", "success");
        ArrayNode purchases = json.putArray("purchases");
        for (PurchaseRow row :
                wallet.books().latest(ToolCall.of(exchange).caller().name(), Math.clamp(most, 1, MOST))) {
            ObjectNode told = purchases.addObject().put("purchase", row.id()).put("url", row.url());
            told.put("price", OperatorWallet.dollars(row.micros())).put("amount", row.amount());
            told.put("network", row.network()).put("payTo", row.payTo()).put("state", row.state());
            told.put("reservedAt", row.reservedAt().toString());
            ArrayNode events = told.putArray("events");
            for (AuditLine line : wallet.books().audit().of(row.id())) {
                events.addObject()
                        .put("at", line.at().toString())
                        .put("event", line.event())
                        .put("detail", line.detail());
            }
        }
        exchange.getMessage().setBody(ToolResult.of(json));
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,4}")) {
            throw ToolFailure.of("bad_limit", "limit is a whole number");
        }
        return Integer.parseInt(text);
    }
}
