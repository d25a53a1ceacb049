package io.tollgate.walrus.read;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Evaluates an attempt: the read has succeeded, continues with another aggregator, or has failed. */
public final class EvaluateAttempt implements Processor {
    @Override
    public void process(Exchange exchange) {
        exchange.getProperty(ReadState.PROPERTY, ReadState.class)
                .evaluate(exchange.getProperty(AggregatorAttempt.PROPERTY, AggregatorAttempt.class));
    }
}
