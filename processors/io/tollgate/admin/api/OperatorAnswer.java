package io.tollgate.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Answers an operator in JSON. */
final class OperatorAnswer {
    private OperatorAnswer() {}

    static void write(Exchange exchange, JsonNode json) {
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
        answer.setHeader("Cache-Control", "no-store");
        answer.setBody(ByteBuffer.wrap(json.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
