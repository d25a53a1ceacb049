package io.tollgate.catalog.api;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.ItemChange;
import io.tollgate.catalog.Listings;
import io.tollgate.catalog.TermsParser;
import io.tollgate.catalog.offer.OfferCache;
import io.tollgate.catalog.offer.Terms;
import io.tollgate.http.server.JsonAnswer;
import io.tollgate.http.server.Problem;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes the change that an item's seller asks for and answers the item as it is now. */
public final class ChangeItem implements Processor {
    private final Catalog catalog;
    private final Listings listings;
    private final OfferCache showcase;
    private final ItemChangeParser form;
    private final boolean unsealedSales;
    private final ItemJson json;

    /** @param unsealedSales true when files may be sold that are readable on Walrus */
    public ChangeItem(
            Catalog catalog,
            Listings listings,
            OfferCache showcase,
            Terms terms,
            TermsParser form,
            boolean unsealedSales) {
        this.catalog = catalog;
        this.listings = listings;
        this.showcase = showcase;
        this.form = new ItemChangeParser(form);
        this.unsealedSales = unsealedSales;
        this.json = new ItemJson(terms);
    }

    @Override
    public void process(Exchange exchange) {
        ItemRequest request = ItemRequest.of(exchange);
        Item item = request.item;
        if (item.state() == Item.State.TAKEN_DOWN) {
            throw Problem.of(451, "taken_down", "the operator of this gateway must not serve this file");
        }
        ItemChange change = form.read(request, item);
        boolean costs = change.terms().filter(asked -> !asked.pricing().free()).isPresent();
        if (costs && !item.sealed() && !unsealedSales) {
            throw ItemChangeParser.invalid(
                    "an unsealed file cannot have a price: it can be read from Walrus without paying");
        }
        if (!listings.change(item, change)) {
            throw Problem.retry(
                    409,
                    "changed_meanwhile",
                    "another request changed this listing just now",
                    Duration.ofSeconds(1),
                    null);
        }
        showcase.forget(item.blobId());
        JsonAnswer.send(exchange, 200, json.of(catalog.find(item.blobId()).orElse(item)));
    }
}
