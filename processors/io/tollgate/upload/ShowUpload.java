package io.tollgate.upload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Tells the sender of a file in pieces how far it is; once it is for sale, what every upload is told at its end. */
public final class ShowUpload implements Processor {
    private final UploadSessions uploads;
    private final AnswerUpload answer;
    private final URI publicUrl;

    public ShowUpload(UploadSessions uploads, AnswerUpload whole, URI publicUrl) {
        this.uploads = uploads;
        this.answer = whole;
        this.publicUrl = publicUrl;
    }

    @Override
    public void process(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        UploadSession open = upload.resumable.session;
        long offset = upload.item != null ? open.size() : upload.resumable.offset();
        if (upload.item != null) {
            UploadProgress.write(exchange, 200, answer.json(upload), offset, open.size());
            return;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", "uploading");
        json.put("uploadUrl", publicUrl.toString().replaceAll("/+$", "") + "/uploads/" + open.id());
        json.put("offset", offset);
        json.put("size", open.size());
        json.put("partSize", open.partSize());
        json.put("expiresAt", uploads.expiry(open).toString());
        UploadProgress.write(exchange, 200, json, offset, open.size());
        if (upload.isAlreadyOpened()) {
            exchange.getMessage().setHeader("Location", "/uploads/" + open.id());
        }
    }
}
