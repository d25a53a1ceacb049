package io.tollgate.sale.facilitator;

import io.tollgate.log.LogEvent;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps why a facilitator gave no answer; the step that follows decides what that means. */
public final class RecordNoAnswer implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(RecordNoAnswer.class);

    @Override
    public void process(Exchange exchange) {
        FacilitatorCall call = FacilitatorCall.of(exchange);
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        LogEvent.FACILITATOR_NO_ANSWER
                .at(LOG)
                .log("{} gave no answer to {}: {}", call.facilitator(), call.operation.word(), cause.toString());
        call.failed(cause);
        exchange.getMessage().removeHeaders("*");
        FacilitatorAnswer.forget(exchange);
    }
}
