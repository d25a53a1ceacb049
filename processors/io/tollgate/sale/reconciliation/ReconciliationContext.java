package io.tollgate.sale.reconciliation;

import io.tollgate.ledger.ReconciliationLease;
import org.apache.camel.Exchange;

/** Where the steps of a reconciliation find the settlement they are about; it is gone once the question is closed. */
final class ReconciliationContext {
    private static final String PROPERTY = "openSettlement";

    private ReconciliationContext() {}

    static void put(Exchange exchange, ReconciliationLease open) {
        exchange.setProperty(PROPERTY, open);
    }

    static ReconciliationLease in(Exchange exchange) {
        ReconciliationLease open = exchange.getProperty(PROPERTY, ReconciliationLease.class);
        if (open == null) {
            throw new IllegalStateException(
                    "no open settlement: the step lease-settlement is missing in front of this one");
        }
        return open;
    }

    static void close(Exchange exchange) {
        exchange.removeProperty(PROPERTY);
    }
}
