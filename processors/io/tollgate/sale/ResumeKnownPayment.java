package io.tollgate.sale;

import io.tollgate.catalog.offer.PaymentRefused;
import io.tollgate.http.server.Problem;
import io.tollgate.http.upstream.Sleeper;
import io.tollgate.ledger.ClaimOutcome;
import io.tollgate.ledger.Ledger;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Asks the ledger before anything else is judged: a buyer who has paid is never told to pay again, whatever the price, the
 * window or the state of the sale are by now.
 */
public final class ResumeKnownPayment implements Processor {
    private static final long FIRST_PAUSE = 50;
    private static final long LONGEST_PAUSE = 400;

    private final Ledger ledger;
    private final Duration patience;
    private final Sleeper sleeper;

    /**
     * @param patience how long a copy of a payment that is being settled waits for the outcome
     * @param sleeper    lets time pass
     */
    public ResumeKnownPayment(Ledger ledger, Duration patience, Sleeper sleeper) {
        this.ledger = ledger;
        this.patience = patience;
        this.sleeper = sleeper;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        SaleContext sale = SaleContext.of(exchange);
        if (ledger.find(sale.presented.key()).isPresent()) {
            claim(sale);
        }
    }

    /** Claims the payment for this request, or establishes what has become of it. */
    void claim(SaleContext sale) throws InterruptedException {
        switch (settledSoon(sale)) {
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
                throw SettlementUnknown.of(sale, unsettled.transaction(), unsettled.retryAfter());
            case ClaimOutcome.Refused refused -> throw new PaymentRefused(refused.reason());
        }
    }

    /** Most settlements take seconds: a copy that came too early is better served late than sent away. */
    private ClaimOutcome settledSoon(SaleContext sale) throws InterruptedException {
        ClaimOutcome outcome = ledger.claim(sale.presented);
        long waited = 0;
        long next = FIRST_PAUSE;
        while (outcome instanceof ClaimOutcome.Busy
                && waited < patience.toMillis()
                && !sale.request.response().closed()) {
            long now = Math.min(next, patience.toMillis() - waited);
            sleeper.sleep(Duration.ofMillis(now));
            waited += now;
            next = Math.min(2 * next, LONGEST_PAUSE);
            outcome = ledger.claim(sale.presented);
        }
        return outcome;
    }
}
