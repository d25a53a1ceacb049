package io.tollgate.admin.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.catalog.Catalog;
import io.tollgate.http.server.JsonAnswer;
import io.tollgate.http.server.Problem;
import io.tollgate.ledger.Ledger;
import io.tollgate.ledger.SaleRecord;
import io.tollgate.x402.money.Networks;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Lists sales that were paid and not delivered completely, with buyer and amount, so that an operator can refund them.
 * Query: {@code ?limit=100&olderThan=60}, in seconds since the payment.
 */
public final class ListUndelivered implements Processor {
    private static final int MAX_SALES = 1000;
    private static final long MAX_AGE_SECONDS = 366L * 24 * 3600;

    private final Ledger ledger;
    private final Catalog catalog;
    private final Networks networks;
    private final Clock clock;

    public ListUndelivered(Ledger ledger, Catalog catalog, Networks networks, Clock clock) {
        this.ledger = requireNonNull(ledger, "ledger must not be null");
        this.catalog = requireNonNull(catalog, "catalog must not be null");
        this.networks = requireNonNull(networks, "networks must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        HttpServerRequest request = exchange.getMessage(HttpMessage.class).getRequest();
        int limit = (int) number(request, "limit", 100, 1, MAX_SALES);
        Instant before = clock.instant().minusSeconds(number(request, "olderThan", 60, 0, MAX_AGE_SECONDS));
        List<SaleRecord> sales = ledger.undelivered(before, limit + 1);
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        ArrayNode undelivered = report.putArray("undelivered");
        sales.stream().limit(limit).forEach(sale -> undelivered.add(line(sale)));
        report.put("more", sales.size() > limit);
        JsonAnswer.send(exchange, 200, report);
    }

    private static long number(HttpServerRequest request, String name, long absent, long min, long max) {
        String text = request.getParam(name);
        if (text == null) {
            return absent;
        }
        if (text.matches("[0-9]{1,9}") && Long.parseLong(text) >= min && Long.parseLong(text) <= max) {
            return Long.parseLong(text);
        }
        throw Problem.of(400, "bad_request", name + " must be a number from " + min + " to " + max);
    }

    private ObjectNode line(SaleRecord sale) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("receipt", sale.receiptId());
        line.put("payer", sale.payer().toString());
        line.put("payTo", sale.payTo().toString());
        line.put("amount", sale.amount().toString());
        line.put("asset", sale.payment().asset().toString());
        line.put("network", sale.payment().chain().caip2());
        networks.find(sale.payment().chain()).ifPresent(network -> {
            line.put("price", sale.amount().written(network.usdc().decimals()));
            line.put("networkName", network.name());
        });
        line.put("transaction", sale.transaction().hex());
        line.put("item", sale.itemId());
        catalog.findById(sale.itemId())
                .ifPresent(item -> line.put("blobId", item.blobId()).put("title", item.title()));
        line.put("paidAt", sale.settledAt().toString());
        line.put("entitledUntil", sale.until().toString());
        line.put("attempts", sale.deliveries());
        return line;
    }
}
