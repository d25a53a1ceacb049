package io.tollgate.http.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Answers a request in JSON. No header of the request is left in the answer, and caches do not store it. A step adds
 * headers of its own to the message afterwards.
 */
public final class JsonAnswer {
    private static final String JSON = "application/json";

    private JsonAnswer() {}

    /**
     * @param status HTTP status
     * @return the answer, for more headers
     */
    public static Message send(Exchange exchange, int status, JsonNode json) {
        return send(exchange, status, JSON, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The same in another media type, with bytes that are ready. */
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
