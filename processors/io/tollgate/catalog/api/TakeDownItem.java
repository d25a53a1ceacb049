package io.tollgate.catalog.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollgate.catalog.Catalog;
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
 * Takes an item down for the operator, or serves it again ({@code {"reason":"…"}} goes with a take-down). A file
 * that is down is not served, to its buyers neither; what they paid stays on record, so that it can be refunded.
 */
public final class TakeDownItem implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(TakeDownItem.class);
    private static final int LONGEST_REASON = 400;

    private final Catalog catalog;
    private final Listings listings;
    private final OfferCache showcase;
    private final boolean down;

    /** @param down false to serve an item again */
    public TakeDownItem(Catalog catalog, Listings listings, OfferCache showcase, boolean down) {
        this.catalog = catalog;
        this.listings = listings;
        this.showcase = showcase;
        this.down = down;
    }

    @Override
    public void process(Exchange exchange) {
        ItemRequest request = ItemRequest.of(exchange);
        Item item = request.blobId
                .flatMap(catalog::find)
                .orElseThrow(() -> Problem.of(404, "not_found", "no such item is kept here"));
        if (down) {
            listings.takeDown(item, reason(request));
        } else {
            listings.restore(item);
        }
        showcase.forget(item.blobId());
        (down ? LogEvent.ITEM_TAKEN_DOWN : LogEvent.ITEM_RESTORED)
                .at(LOG)
                .log("{} {} by an operator", item.id(), down ? "was taken down" : "is served again");
        JsonAnswer.send(
                exchange,
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("blobId", item.blobId())
                        .put("takenDown", down));
    }

    private static String reason(ItemRequest request) {
        String reason = StrictJson.object(request)
                .filter(json -> json.size() == 1)
                .map(json -> json.get("reason"))
                .filter(value -> value.isTextual())
                .map(value -> value.textValue().strip())
                .orElse("");
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw Problem.of(
                    400,
                    "reason_missing",
                    "a take-down needs {\"reason\":\"…\"} of at most " + LONGEST_REASON + " characters");
        }
        return reason;
    }
}
