package io.tollgate.gate;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Names the blob for the HTTP call to the aggregator that follows; nothing of the client's request goes along. */
public final class AskAggregator implements Processor {
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(null);
        message.setHeader(Exchange.HTTP_METHOD, "GET");
        message.setHeader(Exchange.HTTP_PATH, Sale.of(exchange).item.blobId());
    }
}
