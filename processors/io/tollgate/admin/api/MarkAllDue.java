package io.tollgate.admin.api;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.UnresolvedSettlements;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes every unresolved settlement due now, for an operator who does not want to wait. */
public final class MarkAllDue implements Processor {
    private final UnresolvedSettlements unresolved;

    public MarkAllDue(UnresolvedSettlements unresolved) {
        this.unresolved = requireNonNull(unresolved, "unresolved must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        unresolved.hurry();
    }
}
