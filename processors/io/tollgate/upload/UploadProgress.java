package io.tollgate.upload;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.http.server.JsonAnswer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The answer to the client of a resumable upload: its offset and length in the headers, details in JSON. */
final class UploadProgress {
    static final String OFFSET = "Upload-Offset";

    private UploadProgress() {}

    static void write(Exchange exchange, int status, JsonNode json, long offset, long length) {
        Message answer = JsonAnswer.send(exchange, status, json);
        answer.setHeader(OFFSET, Long.toString(offset));
        answer.setHeader(AnnounceUpload.LENGTH, Long.toString(length));
    }
}
