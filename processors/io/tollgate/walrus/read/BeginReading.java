package io.tollgate.walrus.read;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Takes the reading that is begun, or goes on, out of the message. Nothing of a client's request goes to Walrus. */
public final class BeginReading implements Processor {
    private final ReadConfig config;

    public BeginReading(ReadConfig readings) {
        this.config = readings;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        ReadState reading =
                message.getBody() instanceof BlobRead piece ? config.begin(piece) : message.getBody(ReadState.class);
        if (reading == null) {
            throw new IllegalArgumentException("read-blob takes a BlobRead");
        }
        exchange.setProperty(ReadState.PROPERTY, reading);
        message.removeHeaders("*");
        message.setBody(null);
    }
}
