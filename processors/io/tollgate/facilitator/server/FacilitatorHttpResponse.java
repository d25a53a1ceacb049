package io.tollgate.facilitator.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** An answer as it goes out: well-formed or, when a fault is switched on, not. */
public record FacilitatorHttpResponse(int status, String contentType, byte[] body, Optional<String> location) {
    public static FacilitatorHttpResponse json(int status, JsonNode json) {
        return text(status, "application/json", json.toString());
    }

    public static FacilitatorHttpResponse text(int status, String contentType, String body) {
        return new FacilitatorHttpResponse(
                status, contentType, body.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    public static FacilitatorHttpResponse redirect(String location) {
        return new FacilitatorHttpResponse(302, "text/plain", new byte[0], Optional.of(location));
    }

    /** Makes this the answer of the exchange. */
    public void write(Exchange exchange) {
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        answer.setHeader(Exchange.CONTENT_TYPE, contentType);
        answer.setHeader("Cache-Control", "no-store");
        location.ifPresent(url -> answer.setHeader("Location", url));
        answer.setBody(ByteBuffer.wrap(body));
    }
}
