package io.tollgate.admin.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollgate.log.LogEvent;
import io.tollgate.sale.receipt.SigningKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has receipts signed with a new key from now on, and answers its id: {@code {"key":…}}. */
public final class RotateKey implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(RotateKey.class);

    private final SigningKeys keys;

    public RotateKey(SigningKeys keys) {
        this.keys = requireNonNull(keys, "keys must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        String id = keys.rotate();
        LogEvent.RECEIPT_KEY_ROTATED.at(LOG).log("receipts are signed with the new key {} from now on", id);
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
        String json = JsonNodeFactory.instance.objectNode().put("key", id).toString();
        answer.setBody(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }
}
