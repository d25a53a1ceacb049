package io.tollgate.upload;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.NewItem;
import io.tollgate.catalog.SellerToken;
import io.tollgate.database.RandomIds;
import io.tollgate.http.server.Problem;
import io.tollgate.log.LogContext;
import io.tollgate.sealing.SealedKey;
import io.tollgate.sealing.Sealing;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;

/** Validates the fields of an upload, and records the item and its wrapped key before the first byte is stored. */
public final class CreateItem implements Processor {
    private final UploadSpecParser parser;
    private final Catalog catalog;
    private final Sealing sealing;
    private final RandomIds ids;

    public CreateItem(UploadSpecParser parser, Catalog catalog, Sealing sealing, RandomIds ids) {
        this.parser = parser;
        this.catalog = catalog;
        this.sealing = sealing;
        this.ids = ids;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Upload upload = Upload.of(exchange);
        upload.spec = parser.parse(upload.fields, upload.fileName);
        if (!upload.spec.sealed() && !upload.spooledParts.isEmpty()) {
            throw Problem.of(400, "invalid_upload", "sealed=false must come before the file");
        }
        checkSealed(upload, upload.spec);
        LogContext.ITEM.set(exchange, upload.itemId);
        upload.sellerToken = SellerToken.create(ids);
        SealedKey key = upload.spec.sealed() ? upload.keyToStore(sealing) : SealedKey.NONE;
        catalog.addPending(new NewItem(
                upload.itemId,
                upload.spec.text(),
                upload.fileName,
                upload.contentType,
                upload.spec.sealed(),
                key.wrapped(),
                upload.spec.terms(),
                upload.spec.entitlementWindow(),
                upload.sellerToken.hash(),
                key.kekFingerprint()));
        if (!upload.inSeveralRequests) {
            discardUnlessOffered(exchange, upload);
        }
    }

    static void checkSealed(Upload upload, UploadSpec spec) {
        if (!spec.sealed() && upload.inSeveralRequests) {
            throw Problem.of(400, "invalid_upload", "sealed=false is supported only by PUT and POST /upload");
        }
    }

    /** Discards the key of a failed upload, so that its stored parts can never be read. */
    private void discardUnlessOffered(Exchange exchange, Upload upload) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                if (upload.item == null) {
                    catalog.discard(upload.itemId);
                }
            }
        });
    }
}
