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
 * Looks the file up. One that is no longer sold is found too, because its buyers may come back; all others get the same
 * 404 as for an unknown file. A request without credentials can only get a price, which may come from the cache; all
 * others read the catalog.
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
