package io.tollgate.reconcile;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the log why the facilitator gave no answer; the step that follows leaves the question open. */
public final class NoteNoAnswer implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(NoteNoAnswer.class);

    @Override
    public void process(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        LOG.info(
                "{}: no answer of the facilitator: {}",
                OpenSettlements.in(exchange).claim().key().id(),
                cause.toString());
        exchange.removeVariable("settlement");
        exchange.removeVariable("header:settlement." + Exchange.HTTP_RESPONSE_CODE);
    }
}
