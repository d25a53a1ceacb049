package io.tollgate.gate;

import io.tollgate.facilitator.FacilitatorAnswers;
import io.tollgate.facilitator.Verification;
import io.tollgate.http.Problem;
import java.io.IOException;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Understands the facilitator's opinion of the payment. Nothing has been charged at this point. */
public final class ReadVerification implements Processor {
    private static final Duration LATER = Duration.ofSeconds(5);

    private final FacilitatorAnswers answers;

    public ReadVerification(FacilitatorAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        FacilitatorCall call = FacilitatorCall.in(exchange, "verification");
        switch (answers.verification(call.status(), call.body())) {
            case Verification.Valid valid -> {}
            case Verification.Invalid invalid -> throw new PaymentRefused(invalid.reason());
            case Verification.Unavailable unavailable ->
                throw Problem.retry(
                        503,
                        "facilitator_unavailable",
                        "the payment could not be verified now and was not charged; send it again",
                        LATER,
                        null);
        }
    }
}
