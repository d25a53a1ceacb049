package io.tollgate.admin.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollgate.http.server.JsonAnswer;
import io.tollgate.log.LogEvent;
import io.tollgate.sale.receipt.SigningKeys;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a new key that signs receipts from now on, and answers its id: {@code {"key":…}}. */
public final class RotateKey implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(RotateKey.class);

    private final SigningKeys keys;

    public RotateKey(SigningKeys keys) {
        this.keys = requireNonNull(keys, "keys must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        String id = keys.rotate();
        LogEvent.RECEIPT_KEY_ROTATED.at(LOG).log("receipts are now signed with the new key {}", id);
        JsonAnswer.send(exchange, 200, JsonNodeFactory.instance.objectNode().put("key", id));
    }
}
