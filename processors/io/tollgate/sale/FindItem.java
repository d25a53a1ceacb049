package io.tollgate.sale;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.offer.OfferCache;
import io.tollgate.catalog.offer.Terms;
import io.tollgate.http.server.Problem;
import io.tollgate.log.LogContext;
import io.tollgate.x402.protocol.Headers;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Looks the file up. One that is no longer sold is found too, because whoever has paid for it may come back; to
 * everybody else it looks like one that never was (404, always the same). Who brings nothing can get a price at best, and
 * that may be a moment old; for everything else the catalogue is asked.
 */
public final class FindItem implements Processor {
    private final Catalog catalog;
    private final OfferCache showcase;
    private final Terms terms;

    public FindItem(Catalog catalog, OfferCache showcase, Terms terms) {
        this.catalog = catalog;
        this.terms = terms;
        this.showcase = showcase;
    }

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        Optional<OfferCache.Shown> shown = bringsNothing(sale.request) ? showcase.find(sale.blobId) : Optional.empty();
        sale.offer = shown.orElse(null);
        Item item = shown.map(OfferCache.Shown::item)
                .or(() -> catalog.find(sale.blobId))
                .orElseThrow(FindItem::unknown);
        sale.item = item;
        sale.readable = item.readable();
        LogContext.ITEM.set(exchange, item.id());
        sale.onSale = terms.offered(item);
        if (item.state() == Item.State.TAKEN_DOWN) {
            throw Problem.of(451, "taken_down", "the operator of this gateway must not serve this file");
        }
    }

    private static boolean bringsNothing(HttpServerRequest request) {
        return request.query() == null && Headers.CREDENTIALS.stream().noneMatch(request.headers()::contains);
    }

    static Problem unknown() {
        return Problem.of(404, "not_found", "no such file is for sale here");
    }
}
