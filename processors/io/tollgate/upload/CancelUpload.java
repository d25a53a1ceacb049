package io.tollgate.upload;

import io.tollgate.catalog.Catalog;
import io.tollgate.http.server.Problem;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Cancels a resumable upload and discards its key, so that its stored parts stay unreadable. */
public final class CancelUpload implements Processor {
    private final Catalog catalog;

    public CancelUpload(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void process(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        if (upload.item != null) {
            throw Problem.of(409, "already_listed", "the file is for sale; withdraw it with DELETE /items/{blobId}");
        }
        catalog.discard(upload.itemId);
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, 204);
        answer.setBody(null);
    }
}
