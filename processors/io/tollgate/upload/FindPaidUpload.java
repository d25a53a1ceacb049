package io.tollgate.upload;

import io.tollgate.http.server.Problem;
import io.tollgate.ledger.Entitlement;
import io.tollgate.sale.SaleContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Finds the upload that a payment opened. A payment opens one upload: a client that repeats the payment, because the
 * answer was lost, gets the same upload and never a second one.
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
                .orElseThrow(() -> new IllegalStateException("no payment was made"));
        uploads.findByReceipt(upload.receipt).ifPresent(id -> attach(upload, id));
    }

    /**
     * Continues the session when it has the announced size, so that a copied payment does not reveal another client's
     * upload.
     */
    void attach(Upload upload, String id) {
        UploadSession session =
                uploads.find(id).filter(found -> found.size() == upload.size).orElseThrow(FindPaidUpload::used);
        upload.resumable = new ResumableUpload(session, uploads.parts(session.itemId()));
        upload.alreadyOpened = true;
    }

    static Problem used() {
        return Problem.of(409, "payment_already_used", "this payment has already opened another upload");
    }
}
