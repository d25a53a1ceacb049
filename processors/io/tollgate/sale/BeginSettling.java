package io.tollgate.sale;

import io.tollgate.http.delivery.ClientGone;
import io.tollgate.http.server.Problem;
import io.tollgate.ledger.Ledger;
import io.tollgate.sale.facilitator.FacilitatorCalls;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Writes down that money may move from now on, and whom it is asked of, before anything is sent there. A buyer who has
 * left by then is not charged. Comes again when nothing could be sent, with the facilitator that is asked instead.
 */
public final class BeginSettling implements Processor {
    private final Ledger ledger;

    public BeginSettling(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) throws ClientGone {
        SaleContext sale = SaleContext.of(exchange);
        if (sale.request.response().closed()) {
            if (sale.settling) {
                ledger.abortSettlement(sale.claim, "the buyer left, and nothing was sent");
            }
            throw new ClientGone("the buyer left before the money was asked for", null);
        }
        if (!ledger.beginSettlement(sale.claim, FacilitatorCalls.asked(exchange).url())) {
            throw Problem.retry(
                    503,
                    "payment_in_progress",
                    "another request took this payment over; send it again",
                    Duration.ofSeconds(3),
                    null);
        }
        sale.settling = true;
    }
}
