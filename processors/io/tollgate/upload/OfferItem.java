package io.tollgate.upload;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.Confirmation;
import io.tollgate.catalog.StoredBlob;
import io.tollgate.http.Problem;
import java.time.Clock;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Puts the stored and read-back file up for sale. Bytes that somebody offers already are not offered twice. */
public final class OfferItem implements Processor {
    private final Catalog catalog;
    private final Planner.Defaults defaults;
    private final Clock clock;

    public OfferItem(Catalog catalog, Planner.Defaults defaults, Clock clock) {
        this.catalog = catalog;
        this.defaults = defaults;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        StoredBlob blob = new StoredBlob(
                upload.stored.blobId().toString(),
                upload.stored.endEpoch(),
                sellableUntil(upload.plan),
                upload.stored.suiObjectId(),
                upload.plain.count(),
                upload.plain.sha256());
        switch (catalog.confirm(upload.itemId, blob)) {
            case Confirmation.ForSale offered -> upload.item = offered.item();
            case Confirmation.Conflict conflict ->
                throw Problem.of(
                        409, "already_listed", "these bytes are listed here already; that listing stays as it is");
        }
    }

    /** The first of the epochs may be about to end, so it does not count. */
    private Instant sellableUntil(Plan plan) {
        Instant expiry = clock.instant().plus(defaults.epochLength().multipliedBy(plan.epochs() - 1L));
        return plan.price().isZero() ? expiry.plus(defaults.epochLength()) : expiry.minus(defaults.entitlementWindow());
    }
}
