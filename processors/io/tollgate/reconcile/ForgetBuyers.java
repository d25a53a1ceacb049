package io.tollgate.reconcile;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.Forgetting;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the ledger forget the buyers of sales that are long over. */
public final class ForgetBuyers implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ForgetBuyers.class);

    private final Forgetting forgetting;

    public ForgetBuyers(Forgetting forgetting) {
        this.forgetting = requireNonNull(forgetting, "forgetting must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        int payments = forgetting.forget();
        if (payments > 0) {
            LOG.info("the buyers of {} payments were forgotten", payments);
        }
    }
}
