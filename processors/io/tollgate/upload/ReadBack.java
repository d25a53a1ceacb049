package io.tollgate.upload;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.Item;
import io.tollgate.sale.SaleContext;
import io.tollgate.sealing.Sealing;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lays out the read-back: what is about to be offered is opened the way a sale opens it, before it is for sale. */
public final class ReadBack implements Processor {
    private final Catalog catalog;
    private final Sealing sealing;
    private final Clock clock;

    public ReadBack(Catalog catalog, Sealing sealing, Clock clock) {
        this.catalog = catalog;
        this.sealing = sealing;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        UploadSpec plan = upload.spec;
        catalog.markState(upload.itemId, Item.State.STORED);
        Item stored = new Item(
                upload.itemId,
                upload.stored.blobId().toString(),
                plan.title(),
                plan.description(),
                upload.fileName,
                upload.contentType,
                upload.size,
                "",
                plan.sealed(),
                plan.sealed() ? upload.key(sealing).wrapped() : new byte[0],
                plan.terms().payTo(),
                plan.terms().network(),
                plan.terms().pricing().of(upload.size),
                1,
                upload.stored.endEpoch(),
                clock.instant(),
                upload.stored.suiObjectId(),
                clock.instant(),
                Item.State.STORED,
                plan.terms().pricing(),
                plan.terms().networks(),
                plan.entitlementWindow(),
                clock.instant(),
                1);
        SaleContext.begin(exchange, upload.request, stored);
    }
}
