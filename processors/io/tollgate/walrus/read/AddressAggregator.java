package io.tollgate.walrus.read;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Names the blob for the call that follows. Walrus reads one form of Range only, both ends named. */
public final class AddressAggregator implements Processor {
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof AggregatorAttempt raced) {
            exchange.setProperty(AggregatorAttempt.PROPERTY, raced);
        }
        AggregatorAttempt attempt = exchange.getProperty(AggregatorAttempt.PROPERTY, AggregatorAttempt.class);
        BlobRead piece = attempt.request();
        message.removeHeaders("*");
        message.setBody(null);
        message.setHeader(Exchange.HTTP_METHOD, "GET");
        message.setHeader(Exchange.HTTP_PATH, piece.id().text());
        attempt.query().ifPresent(query -> message.setHeader(Exchange.HTTP_QUERY, query));
        if (piece.toInclusive() != BlobRead.OPEN_END) {
            message.setHeader("Range", "bytes=" + piece.from() + "-" + piece.toInclusive());
        } else if (piece.from() > 0) {
            throw new IllegalArgumentException("a piece that does not begin at 0 must name its end");
        }
    }
}
