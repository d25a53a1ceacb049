package io.tollgate.gate;

import io.tollgate.catalog.Item;
import io.tollgate.http.ContentDisposition;
import io.tollgate.http.StreamToClient;
import io.tollgate.ledger.Entitlement;
import io.tollgate.ledger.Ledger;
import io.tollgate.money.Networks;
import io.tollgate.payment.Receipt;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Opens the seal with the entitlement and streams the file. Without an entitlement there is nothing to stream, however
 * a route came here.
 */
public final class Deliver implements Processor {
    private final Ledger ledger;
    private final Networks networks;
    private final StreamToClient client;

    public Deliver(Ledger ledger, Networks networks, StreamToClient client) {
        this.ledger = ledger;
        this.networks = networks;
        this.client = client;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Sale sale = Sale.of(exchange);
        HttpServerResponse response = sale.request.response();
        describe(response, sale);
        if (sale.isHead()) {
            response.putHeader("Content-Length", Long.toString(sale.item.size()))
                    .end();
            return;
        }
        boolean complete = false;
        try (InputStream plain = sale.blob.unseal(sale.entitlement)) {
            client.send(response, plain, sale.item.size());
            complete = true;
        } finally {
            sale.closeBlob();
            ledger.delivered(sale.entitlement, complete);
        }
    }

    /** Sets the head of the answer. */
    private void describe(HttpServerResponse response, Sale sale) {
        Item item = sale.item;
        response.setStatusCode(200);
        response.putHeader("Content-Type", item.contentType());
        response.putHeader("Content-Disposition", ContentDisposition.attachment(item.fileName()));
        response.putHeader("Content-Security-Policy", "sandbox");
        response.putHeader("Cache-Control", "private");
        response.putHeader("Accept-Ranges", "none");
        response.putHeader("ETag", "\"" + item.sha256() + "\"");
        receipt(sale.entitlement)
                .ifPresent(found -> response.putHeader(Receipt.headerName(found.version()), found.header()));
    }

    private record Shown(int version, String header) {}

    private Optional<Shown> receipt(Entitlement entitlement) {
        return entitlement.sale().map(sold -> {
            Receipt receipt = Receipt.settled(
                    sold.transaction(),
                    networks.find(sold.chain()).orElseThrow(),
                    entitlement.payer().orElseThrow());
            return new Shown(sold.version(), receipt.header(sold.version()));
        });
    }
}
