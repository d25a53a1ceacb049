package io.tollgate.sale.reconciliation;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.UnresolvedSettlements;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Releases claims of processes that ended before they requested settlement, and lists the unresolved settlements whose
 * turn it is.
 */
public final class FindDueSettlements implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(FindDueSettlements.class);
    private static final int AT_ONCE = 50;

    private final UnresolvedSettlements doubts;

    public FindDueSettlements(UnresolvedSettlements doubts) {
        this.doubts = requireNonNull(doubts, "doubts must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        int released = doubts.releaseAbandoned();
        if (released > 0) {
            LOG.info("{} payments were claimed and never asked for; they may be claimed again", released);
        }
        exchange.getMessage().setBody(doubts.due(AT_ONCE));
    }
}
