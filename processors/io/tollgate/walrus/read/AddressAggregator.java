package io.tollgate.walrus.read;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Prepares the call to an aggregator. Walrus accepts only one form of Range, with both ends given. */
public final class AddressAggregator implements Processor {
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof AggregatorAttempt hedged) {
            exchange.setProperty(AggregatorAttempt.PROPERTY, hedged);
        }
        AggregatorAttempt attempt = exchange.getProperty(AggregatorAttempt.PROPERTY, AggregatorAttempt.class);
        BlobRead request = attempt.request();
        message.removeHeaders("*");
        message.setBody(null);
        message.setHeader(Exchange.HTTP_METHOD, "GET");
        message.setHeader(Exchange.HTTP_PATH, request.id().text());
        attempt.query().ifPresent(query -> message.setHeader(Exchange.HTTP_QUERY, query));
        if (request.toInclusive() != BlobRead.OPEN_END) {
            message.setHeader("Range", "bytes=" + request.from() + "-" + request.toInclusive());
        } else if (request.from() > 0) {
            throw new IllegalArgumentException("a range that does not start at 0 must have an end");
        }
    }
}
