package io.tollgate.reconcile;

import io.tollgate.ledger.OpenSettlement;
import org.apache.camel.Exchange;

/** Where the steps of a reconciliation find the settlement they are about; it is gone once the question is closed. */
final class OpenSettlements {
    private static final String PROPERTY = "openSettlement";

    private OpenSettlements() {}

    static void put(Exchange exchange, OpenSettlement open) {
        exchange.setProperty(PROPERTY, open);
    }

    static OpenSettlement in(Exchange exchange) {
        OpenSettlement open = exchange.getProperty(PROPERTY, OpenSettlement.class);
        if (open == null) {
            throw new IllegalStateException("no open settlement: the step take-over is missing in front of this one");
        }
        return open;
    }

    static void close(Exchange exchange) {
        exchange.removeProperty(PROPERTY);
    }
}
