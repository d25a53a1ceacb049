package io.tollgate.walrus.read;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Chooses the next aggregator; when all of them have been called, it pauses and starts again with the best one. */
public final class ChooseAggregator implements Processor {
    @Override
    public void process(Exchange exchange) throws InterruptedException {
        ReadState state = exchange.getProperty(ReadState.PROPERTY, ReadState.class);
        exchange.setProperty(AggregatorAttempt.PROPERTY, state.next());
    }
}
