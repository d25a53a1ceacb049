package io.tollgate.gate;

import io.tollgate.http.Problem;
import io.tollgate.ledger.ClaimOutcome;
import io.tollgate.ledger.Ledger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Asks the ledger before anything else is judged: whoever has paid is never told to pay again, whatever the price, the
 * window or the state of the sale are by now.
 */
public final class LookInLedger implements Processor {
    private final Ledger ledger;

    public LookInLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) {
        Sale sale = Sale.of(exchange);
        if (ledger.find(sale.presented.key()).isPresent()) {
            claim(sale);
        }
    }

    /** Claims the payment for this request, or establishes what has become of it. */
    void claim(Sale sale) {
        switch (ledger.claim(sale.presented)) {
            case ClaimOutcome.Won won -> sale.claim = won.claim();
            case ClaimOutcome.Paid paid -> sale.entitlement = paid.entitlement();
            case ClaimOutcome.Busy busy ->
                throw Problem.retry(
                        503,
                        "payment_in_progress",
                        "this payment is being settled; send it again",
                        busy.retryAfter(),
                        null);
            case ClaimOutcome.Unsettled unsettled ->
                throw SettlementDoubt.of(sale, unsettled.transaction(), unsettled.retryAfter());
            case ClaimOutcome.Refused refused -> throw new PaymentRefused(refused.reason());
        }
    }
}
