package io.tollgate.admin.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollgate.http.server.JsonAnswer;
import io.tollgate.http.server.Problem;
import io.tollgate.ledger.Ledger;
import io.tollgate.log.LogEvent;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Revokes the entitlement of a receipt, after an operator has refunded it: {@code {"revoked":…}}. */
public final class RevokeEntitlement implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(RevokeEntitlement.class);

    private final Ledger ledger;

    public RevokeEntitlement(Ledger ledger) {
        this.ledger = requireNonNull(ledger, "ledger must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        String receipt = exchange.getMessage().getHeader("receiptId", "", String.class);
        if (!ledger.revoke(receipt)) {
            throw Problem.of(404, "not_found", "this receipt has no valid entitlement");
        }
        LogEvent.ENTITLEMENT_REVOKED.at(LOG).log("an operator revoked the entitlement of {}", receipt);
        JsonAnswer.send(exchange, 200, JsonNodeFactory.instance.objectNode().put("revoked", receipt));
    }
}
