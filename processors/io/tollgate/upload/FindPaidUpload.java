package io.tollgate.upload;

import io.tollgate.http.server.Problem;
import io.tollgate.ledger.Entitlement;
import io.tollgate.sale.SaleContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A payment opens one upload. Whoever brings it again, because the answer got lost, is told of that one; there is never
 * a second one, whatever became of the first.
 */
public final class FindPaidUpload implements Processor {
    private final UploadSessions uploads;

    public FindPaidUpload(UploadSessions uploads) {
        this.uploads = uploads;
    }

    @Override
    public void process(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        upload.receipt = SaleContext.entitlement(exchange)
                .flatMap(Entitlement::sale)
                .map(Entitlement.Sale::receiptId)
                .orElseThrow(() -> new IllegalStateException("nothing was paid"));
        uploads.findByReceipt(upload.receipt).ifPresent(id -> attach(upload, id));
    }

    /** The same upload as it was announced first: a payment that was copied must not learn of another sender's. */
    void attach(Upload upload, String id) {
        UploadSession open =
                uploads.find(id).filter(known -> known.size() == upload.size).orElseThrow(FindPaidUpload::used);
        upload.resumable = new ResumableUpload(open, uploads.parts(open.itemId()));
        upload.alreadyOpened = true;
    }

    static Problem used() {
        return Problem.of(409, "payment_already_used", "this payment has opened another upload");
    }
}
