package io.tollgate.sale.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;

/**
 * Makes a message about a sale into an asynchronous call of the operator's function. A function sees the body alone, so
 * the message's id, its type and the key that tells a repetition are in there: of a sale that is its payment.
 */
public final class MakeInvocation implements Processor {
    private final JsonMapper json = new JsonMapper();
    private final String function;

    /** @param function its name or ARN */
    public MakeInvocation(String function) {
        this.function = requireNonNull(function, "function must not be null");
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        String id = message.getHeader("TollgateEventId", String.class);
        String type = message.getHeader("TollgateEvent", String.class);
        ObjectNode payload = (ObjectNode) json.readTree(message.getBody(byte[].class));
        payload.put("id", id);
        payload.put("type", type);
        payload.put("idempotencyKey", payload.path("paymentId").asText(id));
        message.removeHeaders("*");
        message.setBody(InvokeRequest.builder()
                .functionName(function)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromByteArray(json.writeValueAsBytes(payload)))
                .build());
    }
}
