package io.tollgate.upload;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.Confirmation;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.StoredBlob;
import io.tollgate.http.server.Problem;
import io.tollgate.walrus.encoding.EpochCalendar;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Puts the stored and read-back file up for sale. Bytes that somebody offers already are not offered twice. */
public final class OfferItem implements Processor {
    private final Catalog catalog;
    private final UploadSpecParser.Defaults defaults;
    private final EpochCalendar calendar;

    public OfferItem(Catalog catalog, UploadSpecParser.Defaults defaults, EpochCalendar calendar) {
        this.catalog = catalog;
        this.defaults = defaults;
        this.calendar = calendar;
    }

    @Override
    public void process(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        UploadSpec plan = upload.spec;
        EpochCalendar.Span end = end(upload);
        boolean free = plan.terms().pricing().of(upload.size).isZero();
        StoredBlob blob = new StoredBlob(
                upload.stored.blobId().toString(),
                upload.stored.endEpoch(),
                end.earliest(),
                end.latest(),
                defaults.period().end(end.earliest(), end.latest(), plan.entitlementWindow(), free),
                upload.stored.suiObjectId(),
                upload.size,
                upload.sha256);
        catalog.markState(upload.itemId, Item.State.READABLE);
        switch (catalog.confirm(upload.itemId, blob, Optional.ofNullable(upload.leaseOwner))) {
            case Confirmation.ForSale offered -> upload.item = offered.item();
            case Confirmation.Conflict conflict ->
                throw Problem.of(
                        409, "already_listed", "these bytes are listed here already; that listing stays as it is");
            case Confirmation.Overtaken overtaken -> throw UploadSessions.takenOver();
        }
    }

    /** A blob that is new ends as many epochs ahead as were asked for; one that was known ends when it ends. */
    private EpochCalendar.Span end(Upload upload) {
        int ahead = upload.spec.epochs();
        long endEpoch = upload.stored.endEpoch();
        if (!upload.stored.alreadyCertified()) {
            calendar.observe(endEpoch - ahead, upload.age());
        }
        return calendar.startOf(endEpoch, ahead);
    }
}
