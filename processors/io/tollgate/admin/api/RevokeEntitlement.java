package io.tollgate.admin.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollgate.http.server.Problem;
import io.tollgate.ledger.Ledger;
import io.tollgate.log.LogEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes back the right that a receipt stands for, for an operator who has given the money back: {@code {"revoked":…}}. */
public final class RevokeEntitlement implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(RevokeEntitlement.class);

    private final Ledger ledger;

    public RevokeEntitlement(Ledger ledger) {
        this.ledger = requireNonNull(ledger, "ledger must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        Message answer = exchange.getMessage();
        String receipt = answer.getHeader("receiptId", "", String.class);
        if (!ledger.revoke(receipt)) {
            throw Problem.of(404, "not_found", "no entitlement that lasts stands behind this receipt");
        }
        LogEvent.ENTITLEMENT_REVOKED.at(LOG).log("an operator revoked the entitlement of {}", receipt);
        answer.removeHeaders("*");
        answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
        String json =
                JsonNodeFactory.instance.objectNode().put("revoked", receipt).toString();
        answer.setBody(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }
}
