package io.tollgate.walrus;

import io.tollgate.http.UpstreamBody;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Takes over the aggregator's answer when it is the piece that was asked for, and refuses everything else. */
public final class ReadAggregatorAnswer implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        BlobRead piece = exchange.getProperty(AskAggregator.PIECE, BlobRead.class);
        Message answer = exchange.getMessage();
        int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        long length = answer.getHeader("Content-Length", -1L, Long.class);
        InputStream body = new HeldBody(UpstreamBody.of(answer.getBody(InputStream.class)), exchange);
        answer.removeHeaders("*");
        answer.setBody(null);
        boolean whole = piece.toInclusive() == BlobRead.OPEN_END;
        if (status != (whole ? 200 : 206) || !whole && length >= 0 && length != piece.length()) {
            body.close();
            throw new IOException("the aggregator answered " + status + " with " + length + " bytes for " + piece);
        }
        answer.setBody(body);
    }
}
