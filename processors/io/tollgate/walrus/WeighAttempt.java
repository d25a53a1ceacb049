package io.tollgate.walrus;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Draws the conclusion from an attempt: the bytes are there, another aggregator is asked, or nobody is any more. */
public final class WeighAttempt implements Processor {
    @Override
    public void process(Exchange exchange) {
        exchange.getProperty(BlobReading.PROPERTY, BlobReading.class)
                .weigh(exchange.getProperty(Attempt.PROPERTY, Attempt.class));
    }
}
