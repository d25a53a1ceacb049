package io.tollgate.sale;

import io.tollgate.http.server.Problem;
import io.tollgate.log.LogEvent;
import io.tollgate.sale.facilitator.FacilitatorCalls;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the facilitator that settles: the one that may have been asked before, else the one that verified the payment,
 * else the first healthy one that supports the network.
 */
public final class ChooseFacilitator implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ChooseFacilitator.class);
    private static final Duration LATER = Duration.ofSeconds(10);

    private final FacilitatorCalls calls;

    public ChooseFacilitator(FacilitatorCalls calls) {
        this.calls = calls;
    }

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        if (calls.settlement(exchange, sale.claim, Optional.ofNullable(sale.verifiedBy))) {
            return;
        }
        if (sale.claim.ambiguous()) {
            LogEvent.FACILITATOR_REMOVED
                    .at(LOG)
                    .log(
                            "{} was asked to settle {} and is no longer in FACILITATOR_URL; no other facilitator may be asked",
                            sale.claim.facilitator().map(Object::toString).orElse("a facilitator"),
                            sale.claim.key().id());
            throw SettlementUnknown.of(sale, Optional.empty(), LATER);
        }
        throw Problem.retry(
                503,
                "facilitator_unavailable",
                "no facilitator settles this network now; nothing was charged",
                LATER,
                null);
    }
}
