package io.tollgate.http.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Answers a request in JSON. The answer has no header of the request, and caches do not store it. A step sets more headers
 * on the returned message.
 */
public final class JsonAnswer {
    private static final String JSON = "application/json";

    private JsonAnswer() {}

    /**
     * @param status HTTP status
     * @return the message, for more headers
     */
    public static Message send(Exchange exchange, int status, JsonNode json) {
        return send(exchange, status, JSON, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The same with another media type and an encoded body. */
    public static Message send(Exchange exchange, int status, String contentType, byte[] body) {
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        answer.setHeader(Exchange.CONTENT_TYPE, contentType);
        answer.setHeader("Cache-Control", "no-store");
        answer.setBody(ByteBuffer.wrap(body));
        return answer;
    }
}
