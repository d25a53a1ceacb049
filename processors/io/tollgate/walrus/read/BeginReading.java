package io.tollgate.walrus.read;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Takes the read to start or to resume out of the message. Headers of a client's request are not sent to Walrus. */
public final class BeginReading implements Processor {
    private final ReadConfig config;

    public BeginReading(ReadConfig config) {
        this.config = config;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        ReadState state = message.getBody() instanceof BlobRead request
                ? config.begin(request)
                : message.getBody(ReadState.class);
        if (state == null) {
            throw new IllegalArgumentException("read-blob takes a BlobRead");
        }
        exchange.setProperty(ReadState.PROPERTY, state);
        message.removeHeaders("*");
        message.setBody(null);
    }
}
