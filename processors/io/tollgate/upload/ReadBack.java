package io.tollgate.upload;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.ReadableBlob;
import io.tollgate.sale.SaleContext;
import io.tollgate.sealing.Sealing;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Prepares the read-back: before a file is offered, it is opened in the same way as for a sale. */
public final class ReadBack implements Processor {
    private final Catalog catalog;
    private final Sealing sealing;

    public ReadBack(Catalog catalog, Sealing sealing) {
        this.catalog = catalog;
        this.sealing = sealing;
    }

    @Override
    public void process(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        boolean sealed = upload.spec.sealed();
        catalog.markState(upload.itemId, Item.State.STORED);
        ReadableBlob stored = new ReadableBlob(
                upload.itemId,
                upload.size,
                "",
                sealed,
                sealed ? upload.key(sealing).wrapped() : new byte[0]);
        SaleContext.begin(
                exchange, upload.request, stored, upload.stored.blobId().toString());
    }
}
