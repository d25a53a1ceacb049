package io.tollgate.catalog.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollgate.catalog.Deletion;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.Listings;
import io.tollgate.catalog.offer.OfferCache;
import io.tollgate.http.server.JsonAnswer;
import io.tollgate.http.server.Problem;
import io.tollgate.log.LogEvent;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes an item for its seller by shredding its key. While buyers rely on it that takes {@code ?force=true}, because
 * it takes from them what they have paid for.
 */
public final class DeleteItem implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(DeleteItem.class);

    private final Listings listings;
    private final OfferCache showcase;

    public DeleteItem(Listings listings, OfferCache showcase) {
        this.listings = listings;
        this.showcase = showcase;
    }

    @Override
    public void process(Exchange exchange) {
        ItemRequest request = ItemRequest.of(exchange);
        Item item = request.item;
        switch (listings.delete(item, forced(request))) {
            case Deletion.Refused refused ->
                throw Problem.of(
                        409,
                        "buyers_rely_on_it",
                        refused.buyers() + " have paid or are paying and may fetch it until " + refused.until()
                                + "; end its sale with forSale=false and delete it then, or add ?force=true");
            case Deletion.Done done -> {
                showcase.forget(item.blobId());
                LogEvent.ITEM_DELETED
                        .at(LOG)
                        .log(
                                "{} was deleted by its seller; {} buyers could have fetched it still",
                                item.id(),
                                done.buyers());
                JsonAnswer.send(
                        exchange,
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("status", "deleted")
                                .put("blobId", item.blobId())
                                .put("buyers", done.buyers()));
            }
        }
    }

    private static boolean forced(ItemRequest request) {
        return request.parameter("force")
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw ItemRequest.badQuery("force must be true or false");
                })
                .orElse(false);
    }
}
