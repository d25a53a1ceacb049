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

/** Puts the stored and verified file up for sale. The same bytes are not listed twice. */
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
        UploadSpec spec = upload.spec;
        EpochCalendar.Span end = end(upload);
        boolean free = spec.terms().pricing().of(upload.size).isZero();
        StoredBlob blob = new StoredBlob(
                upload.stored.blobId().toString(),
                upload.stored.endEpoch(),
                end.earliest(),
                end.latest(),
                defaults.period().end(end.earliest(), end.latest(), spec.entitlementWindow(), free),
                upload.stored.suiObjectId(),
                upload.size,
                upload.sha256);
        catalog.markState(upload.itemId, Item.State.READABLE);
        switch (catalog.confirm(upload.itemId, blob, Optional.ofNullable(upload.leaseOwner))) {
            case Confirmation.ForSale offered -> upload.item = offered.item();
            case Confirmation.Conflict conflict ->
                throw Problem.of(
                        409,
                        "already_listed",
                        "these bytes are already listed here; the existing listing is unchanged");
            case Confirmation.Overtaken overtaken -> throw UploadSessions.takenOver();
        }
    }

    /**
     * A new blob ends the requested number of epochs ahead, which dates the current epoch; an existing blob has its own
     * end.
     */
    private EpochCalendar.Span end(Upload upload) {
        int ahead = upload.spec.epochs();
        long endEpoch = upload.stored.endEpoch();
        if (!upload.stored.alreadyCertified()) {
            calendar.observe(endEpoch - ahead, upload.age());
        }
        return calendar.startOf(endEpoch, ahead);
    }
}
