package io.tollgate.sale;

import io.tollgate.catalog.offer.PaymentRefused;
import io.tollgate.facilitator.client.FacilitatorAnswers;
import io.tollgate.facilitator.client.FacilitatorMeters;
import io.tollgate.facilitator.client.Verification;
import io.tollgate.sale.facilitator.FacilitatorAnswer;
import io.tollgate.sale.facilitator.FacilitatorCall;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Understands the facilitator's opinion of the payment. Nothing has been charged at this point, so when one has none
 * the next is asked.
 */
public final class ReadVerification implements Processor {
    /** Scheme, network and version are ours: who refuses them says that another facilitator has to be asked. */
    private static final Pattern NOT_MINE = Pattern.compile("scheme|network|x402_version");

    private final FacilitatorAnswers answers;
    private final FacilitatorMeters meters;

    public ReadVerification(FacilitatorAnswers answers, FacilitatorMeters meters) {
        this.answers = answers;
        this.meters = meters;
    }

    @Override
    public void process(Exchange exchange) {
        FacilitatorCall call = FacilitatorCall.of(exchange);
        exchange.getMessage().removeHeaders("*");
        switch (verification(exchange, call)) {
            case Verification.Valid valid -> {
                measure(call, "valid");
                call.answered();
                SaleContext sale = SaleContext.of(exchange);
                sale.verified = true;
                sale.verifiedBy = call.facilitator();
            }
            case Verification.Invalid invalid -> {
                measure(call, "invalid");
                if (NOT_MINE.matcher(invalid.reason()).find() && call.passOn()) {
                    return;
                }
                call.answered();
                throw new PaymentRefused(invalid.reason());
            }
            case Verification.Unavailable unavailable -> {
                measure(call, "unavailable");
                call.unanswered(unavailable.why());
                if (!call.next()) {
                    throw PrepareVerification.unavailable();
                }
            }
        }
    }

    private Verification verification(Exchange exchange, FacilitatorCall call) {
        if (call.failure().isPresent()) {
            return new Verification.Unavailable(call.failure().get().getClass().getSimpleName());
        }
        try {
            FacilitatorAnswer answer = FacilitatorAnswer.takenFrom(exchange);
            return answers.verification(answer.status(), answer.body());
        } catch (IOException e) {
            return new Verification.Unavailable("the answer broke off");
        }
    }

    private void measure(FacilitatorCall call, String outcome) {
        meters.called(call.operation.word(), outcome, call.took());
    }
}
