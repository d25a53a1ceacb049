package io.tollgate.upload;

import io.tollgate.gate.Sale;
import io.tollgate.http.Problem;
import io.tollgate.ledger.Entitlement;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A payment opens one upload. Whoever brings it again, because the answer got lost, is told of that one; there is never
 * a second one, whatever became of the first.
 */
public final class RecallPaidUpload implements Processor {
    private final OpenUploads uploads;

    public RecallPaidUpload(OpenUploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public void process(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        upload.receipt = Sale.entitlement(exchange)
                .flatMap(Entitlement::sale)
                .map(Entitlement.Sale::receiptId)
                .orElseThrow(() -> new IllegalStateException("nothing was paid"));
        uploads.openedBy(upload.receipt).ifPresent(id -> recall(upload, id));
    }

    /** The same upload as it was announced first: a payment that was copied must not learn of another sender's. */
    void recall(Upload upload, String id) {
        OpenUpload open =
                uploads.find(id).filter(known -> known.size() == upload.size).orElseThrow(RecallPaidUpload::used);
        upload.pieces = new Pieces(open, uploads.parts(open.itemId()));
        upload.recalled = true;
    }

    static Problem used() {
        return Problem.of(409, "payment_already_used", "this payment has opened another upload");
    }
}
