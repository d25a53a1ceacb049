package io.tollgate.sale;

import io.tollgate.http.server.Problem;
import io.tollgate.sale.facilitator.FacilitatorCalls;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Finds out which facilitators may be asked whether the payment would settle, and begins with the best. */
public final class PrepareVerification implements Processor {
    private static final Duration LATER = Duration.ofSeconds(10);

    private final FacilitatorCalls calls;

    public PrepareVerification(FacilitatorCalls calls) {
        this.calls = calls;
    }

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        if (!calls.verification(exchange, sale.claim == null ? sale.presented : sale.claim.payment())) {
            throw unavailable();
        }
    }

    static Problem unavailable() {
        return Problem.retry(
                503,
                "facilitator_unavailable",
                "the payment could not be verified now and was not charged; send it again",
                LATER,
                null);
    }
}
