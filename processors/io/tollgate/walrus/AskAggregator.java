package io.tollgate.walrus;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Names the blob for the HTTP call to the aggregator that follows; nothing of a client's request goes along. Walrus
 * reads one form of Range only, both ends named, so a piece with an open end is asked for as the whole.
 */
public final class AskAggregator implements Processor {
    static final String PIECE = "blobRead";

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        BlobRead piece = message.getMandatoryBody(BlobRead.class);
        exchange.setProperty(PIECE, piece);
        message.removeHeaders("*");
        message.setBody(null);
        message.setHeader(Exchange.HTTP_METHOD, "GET");
        message.setHeader(Exchange.HTTP_PATH, piece.id().text());
        if (piece.toInclusive() != BlobRead.OPEN_END) {
            message.setHeader("Range", "bytes=" + piece.from() + "-" + piece.toInclusive());
        } else if (piece.from() > 0) {
            throw new IllegalArgumentException("a piece that does not begin at 0 must name its end");
        }
    }
}
