package io.tollgate.gate;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the log why the facilitator gave no answer; the step that follows treats it as an unknown outcome. */
public final class NoteSilence implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(NoteSilence.class);

    @Override
    public void process(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        LOG.warn("no answer to a settlement of {}: {}", Sale.of(exchange), cause.toString());
        exchange.removeVariable("settlement");
        exchange.removeVariable("header:settlement." + Exchange.HTTP_RESPONSE_CODE);
    }
}
