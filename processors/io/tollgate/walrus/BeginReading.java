package io.tollgate.walrus;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Takes the reading that is begun, or goes on, out of the message. Nothing of a client's request goes to Walrus. */
public final class BeginReading implements Processor {
    private final Readings readings;

    public BeginReading(Readings readings) {
        this.readings = readings;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        BlobReading reading = message.getBody() instanceof BlobRead piece
                ? readings.begin(piece)
                : message.getBody(BlobReading.class);
        if (reading == null) {
            throw new IllegalArgumentException("read-blob takes a BlobRead");
        }
        exchange.setProperty(BlobReading.PROPERTY, reading);
        message.removeHeaders("*");
        message.setBody(null);
    }
}
