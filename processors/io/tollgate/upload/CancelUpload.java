package io.tollgate.upload;

import io.tollgate.catalog.Catalog;
import io.tollgate.http.server.Problem;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Gives an upload in pieces up, and the key of what was stored of it. */
public final class CancelUpload implements Processor {
    private final Catalog catalog;

    public CancelUpload(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void process(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        if (upload.item != null) {
            throw Problem.of(409, "already_listed", "the file is for sale; DELETE /items/{blobId} takes it back");
        }
        catalog.discard(upload.itemId);
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, 204);
        answer.setBody(null);
    }
}
