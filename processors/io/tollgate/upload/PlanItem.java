package io.tollgate.upload;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.NewItem;
import io.tollgate.catalog.SellerToken;
import io.tollgate.database.RandomIds;
import io.tollgate.http.Problem;
import io.tollgate.http.Subject;
import io.tollgate.sealing.SealedKey;
import io.tollgate.sealing.Sealing;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;

/** Checks what the seller asks for and writes the item and its wrapped key down before the first byte is stored. */
public final class PlanItem implements Processor {
    private final Planner planner;
    private final Catalog catalog;
    private final Sealing sealing;
    private final RandomIds ids;

    public PlanItem(Planner planner, Catalog catalog, Sealing sealing, RandomIds ids) {
        this.planner = planner;
        this.catalog = catalog;
        this.sealing = sealing;
        this.ids = ids;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Upload upload = Upload.of(exchange);
        upload.plan = planner.plan(upload.fields, upload.fileName);
        if (!upload.plan.sealed() && !upload.held.isEmpty()) {
            throw Problem.of(400, "invalid_upload", "sealed=false must stand in front of the file");
        }
        checkForm(upload, upload.plan);
        Subject.ITEM.is(exchange, upload.itemId);
        upload.sellerToken = SellerToken.create(ids);
        SealedKey key = upload.plan.sealed() ? upload.keyToStore(sealing) : SealedKey.NONE;
        catalog.addPending(new NewItem(
                upload.itemId,
                upload.plan.title(),
                upload.plan.description(),
                upload.fileName,
                upload.contentType,
                upload.plan.sealed(),
                key.wrapped(),
                upload.plan.terms(),
                upload.plan.entitlementWindow(),
                upload.sellerToken.hash(),
                key.kekFingerprint()));
        if (!upload.inPieces) {
            forgetUnlessOffered(exchange, upload);
        }
    }

    static void checkForm(Upload upload, Plan plan) {
        if (!plan.sealed() && upload.inPieces) {
            throw Problem.of(400, "invalid_upload", "sealed=false goes with PUT or POST /upload only");
        }
    }

    /** What was stored of an upload that failed stays noise for ever: nobody has its key any more. */
    private void forgetUnlessOffered(Exchange exchange, Upload upload) {
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
