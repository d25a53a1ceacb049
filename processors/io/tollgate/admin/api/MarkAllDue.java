package io.tollgate.admin.api;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.UnresolvedSettlements;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes it every open settlement's turn at once, for an operator who does not want to wait. */
public final class MarkAllDue implements Processor {
    private final UnresolvedSettlements doubts;

    public MarkAllDue(UnresolvedSettlements doubts) {
        this.doubts = requireNonNull(doubts, "doubts must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        doubts.hurry();
    }
}
