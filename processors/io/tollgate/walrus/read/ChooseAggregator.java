package io.tollgate.walrus.read;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Chooses who is asked next; when everybody was asked it waits a moment and begins with the best one again. */
public final class ChooseAggregator implements Processor {
    @Override
    public void process(Exchange exchange) throws InterruptedException {
        ReadState reading = exchange.getProperty(ReadState.PROPERTY, ReadState.class);
        exchange.setProperty(AggregatorAttempt.PROPERTY, reading.next());
    }
}
