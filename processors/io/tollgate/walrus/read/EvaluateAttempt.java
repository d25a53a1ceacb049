package io.tollgate.walrus.read;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Draws the conclusion from an attempt: the bytes are there, another aggregator is asked, or nobody is any more. */
public final class EvaluateAttempt implements Processor {
    @Override
    public void process(Exchange exchange) {
        exchange.getProperty(ReadState.PROPERTY, ReadState.class)
                .evaluate(exchange.getProperty(AggregatorAttempt.PROPERTY, AggregatorAttempt.class));
    }
}
