package io.tollgate.reconcile;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.Doubts;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes it every open settlement's turn at once, for an operator who does not want to wait. */
public final class HurryDoubts implements Processor {
    private final Doubts doubts;

    public HurryDoubts(Doubts doubts) {
        this.doubts = requireNonNull(doubts, "doubts must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        doubts.hurry();
    }
}
