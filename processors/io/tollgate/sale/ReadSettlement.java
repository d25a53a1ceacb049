package io.tollgate.sale;

import io.tollgate.facilitator.client.ConnectFailure;
import io.tollgate.facilitator.client.FacilitatorAnswers;
import io.tollgate.facilitator.client.FacilitatorMeters;
import io.tollgate.facilitator.client.Settlement;
import io.tollgate.sale.facilitator.FacilitatorAnswer;
import io.tollgate.sale.facilitator.FacilitatorCall;
import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Understands what became of a settlement. Only when not one byte of the request can have left is the next facilitator
 * asked; whatever else went wrong leaves the outcome unknown, at this facilitator.
 */
public final class ReadSettlement implements Processor {
    private final FacilitatorAnswers answers;
    private final FacilitatorMeters meters;

    public ReadSettlement(FacilitatorAnswers answers, FacilitatorMeters meters) {
        this.answers = answers;
        this.meters = meters;
    }

    @Override
    public void process(Exchange exchange) {
        FacilitatorCall call = FacilitatorCall.of(exchange);
        exchange.getMessage().removeHeaders("*");
        Settlement settlement = settlement(exchange, call);
        meters.called(call.operation.word(), word(settlement), call.took());
        if (settlement instanceof Settlement.ConnectFailure && call.next()) {
            return;
        }
        call.decided(settlement);
    }

    private Settlement settlement(Exchange exchange, FacilitatorCall call) {
        if (call.failure().isPresent()) {
            Throwable failure = call.failure().get();
            String why = failure.getClass().getSimpleName();
            call.unanswered(why);
            return ConnectFailure.proves(failure)
                    ? new Settlement.ConnectFailure(why)
                    : new Settlement.Unknown(Optional.empty(), why);
        }
        try {
            FacilitatorAnswer answer = FacilitatorAnswer.takenFrom(exchange);
            if (answers.answersSettlement(answer.body())) {
                call.answered();
            } else {
                call.unanswered("HTTP " + answer.status() + " without a clear answer");
            }
            return answers.settlement(answer.status(), answer.body(), call.network(), call.payer());
        } catch (IOException e) {
            call.unanswered("the answer broke off");
            return new Settlement.Unknown(Optional.empty(), "the answer broke off");
        }
    }

    private static String word(Settlement settlement) {
        return switch (settlement) {
            case Settlement.Settled settled -> "settled";
            case Settlement.Rejected rejected -> "rejected";
            case Settlement.Unknown unknown -> "unknown";
            case Settlement.ConnectFailure notSent -> "not-sent";
        };
    }
}
