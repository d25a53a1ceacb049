package io.tollgate.walrus.read;

import io.tollgate.http.upstream.UpstreamBody;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Takes over the aggregator's answer when it contains the requested bytes, and closes any other answer. */
public final class ReadAggregatorAnswer implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        AggregatorAttempt attempt = exchange.getProperty(AggregatorAttempt.PROPERTY, AggregatorAttempt.class);
        Message message = exchange.getMessage();
        AggregatorAnswer answer = AggregatorAnswer.of(
                attempt.request(),
                message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
                message.getHeader("Content-Length", -1L, Long.class),
                message.getHeader("Content-Range", String.class),
                message.getHeader(Exchange.CONTENT_TYPE, String.class));
        InputStream body = new DetachedBody(UpstreamBody.of(message.getBody(InputStream.class)), exchange);
        message.removeHeaders("*");
        message.setBody(null);
        boolean bytes = answer instanceof AggregatorAnswer.Bytes;
        if (!bytes) {
            body.close();
        }
        attempt.recordAnswer(answer, bytes ? body : null);
    }
}
