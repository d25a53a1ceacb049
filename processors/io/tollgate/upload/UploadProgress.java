package io.tollgate.upload;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What is answered to the sender of a file in pieces: how far it is, in the headers and in JSON. */
final class UploadProgress {
    static final String OFFSET = "Upload-Offset";

    private UploadProgress() {}

    static void write(Exchange exchange, int status, JsonNode json, long offset, long length) {
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
        answer.setHeader("Cache-Control", "no-store");
        answer.setHeader(OFFSET, Long.toString(offset));
        answer.setHeader(AnnounceUpload.LENGTH, Long.toString(length));
        answer.setBody(ByteBuffer.wrap(json.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
