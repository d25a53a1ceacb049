package io.tollgate.catalog.api;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.Listings;
import io.tollgate.catalog.SellerToken;
import io.tollgate.catalog.offer.Terms;
import io.tollgate.http.server.JsonAnswer;
import io.tollgate.http.server.Problem;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Tells of one item. What is not sold, for whatever reason, looks like what never was; its seller, who shows the token,
 * sees it all the same.
 */
public final class ShowItem implements Processor {
    private final Catalog catalog;
    private final Listings listings;
    private final Terms terms;
    private final ItemJson json;

    public ShowItem(Catalog catalog, Listings listings, Terms terms) {
        this.catalog = catalog;
        this.listings = listings;
        this.terms = terms;
        this.json = new ItemJson(terms);
    }

    @Override
    public void process(Exchange exchange) {
        ItemRequest request = ItemRequest.of(exchange);
        Item item = request.blobId
                .flatMap(catalog::find)
                .filter(found -> terms.offered(found) || isSeller(request, found))
                .orElseThrow(() -> Problem.of(404, "not_found", "no such file is for sale here"));
        JsonAnswer.send(exchange, 200, json.of(item));
    }

    private boolean isSeller(ItemRequest request, Item item) {
        return request.bearer
                .filter(token -> listings.isSeller(item, SellerToken.presented(token)))
                .isPresent();
    }
}
