package io.tollgate.walrus;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Chooses who is asked next; when everybody was asked it waits a moment and begins with the best one again. */
public final class ChooseAggregator implements Processor {
    @Override
    public void process(Exchange exchange) throws InterruptedException {
        BlobReading reading = exchange.getProperty(BlobReading.PROPERTY, BlobReading.class);
        exchange.setProperty(Attempt.PROPERTY, reading.next());
    }
}
