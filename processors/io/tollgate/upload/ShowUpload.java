package io.tollgate.upload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Shows the progress of a resumable upload; once the file is for sale, the same answer as at the end of any upload.
 */
public final class ShowUpload implements Processor {
    private final UploadSessions uploads;
    private final AnswerUpload answer;
    private final URI publicUrl;

    public ShowUpload(UploadSessions uploads, AnswerUpload answer, URI publicUrl) {
        this.uploads = uploads;
        this.answer = answer;
        this.publicUrl = publicUrl;
    }

    @Override
    public void process(Exchange exchange) {
        Upload upload = Upload.of(exchange);
        UploadSession session = upload.resumable.session;
        long offset = upload.item != null ? session.size() : upload.resumable.offset();
        if (upload.item != null) {
            UploadProgress.write(exchange, 200, answer.json(upload), offset, session.size());
            return;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", "uploading");
        json.put("uploadUrl", publicUrl.toString().replaceAll("/+$", "") + "/uploads/" + session.id());
        json.put("offset", offset);
        json.put("size", session.size());
        json.put("partSize", session.partSize());
        json.put("expiresAt", uploads.expiry(session).toString());
        UploadProgress.write(exchange, 200, json, offset, session.size());
        if (upload.isAlreadyOpened()) {
            exchange.getMessage().setHeader("Location", "/uploads/" + session.id());
        }
    }
}
