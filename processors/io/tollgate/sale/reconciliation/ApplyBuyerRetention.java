package io.tollgate.sale.reconciliation;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.BuyerRetention;
import io.tollgate.log.LogEvent;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the ledger forget the buyers of sales that are long over. */
public final class ApplyBuyerRetention implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ApplyBuyerRetention.class);

    private final BuyerRetention forgetting;

    public ApplyBuyerRetention(BuyerRetention forgetting) {
        this.forgetting = requireNonNull(forgetting, "forgetting must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        int payments = forgetting.forget();
        if (payments > 0) {
            LogEvent.BUYERS_FORGOTTEN.at(LOG).log("the buyers of {} payments were forgotten", payments);
        }
    }
}
