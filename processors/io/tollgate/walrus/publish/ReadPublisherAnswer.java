package io.tollgate.walrus.publish;

import io.tollgate.http.upstream.UpstreamBody;
import io.tollgate.log.LogEvent;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the publisher's answer. Only HTTP 200 with a new object or an earlier certificate means stored; for a small
 * blob the returned id must match its bytes.
 */
public final class ReadPublisherAnswer implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ReadPublisherAnswer.class);
    private static final int MAX_ANSWER = 64 * 1024;

    private final BlobIdCheck ids;

    public ReadPublisherAnswer(BlobIdCheck ids) {
        this.ids = ids;
    }

    @Override
    public void process(Exchange exchange) throws IOException, InterruptedException {
        PublishState state = exchange.getProperty(PublishState.PROPERTY, PublishState.class);
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        byte[] body;
        try (InputStream stream = UpstreamBody.of(message.getBody(InputStream.class))) {
            body = stream.readNBytes(MAX_ANSWER);
        }
        message.removeHeaders("*");
        message.setBody(null);
        PublisherAnswer answer = PublisherAnswer.read(status, body);
        if (answer instanceof PublisherAnswer.Stored stored && !ids.matches(state.blob(), stored.blobId())) {
            answer = new PublisherAnswer.Refused(
                    status, "returned the id of another blob", PublisherAnswer.Then.NEXT_PUBLISHER);
        }
        if (answer instanceof PublisherAnswer.Refused refused) {
            LogEvent.PUBLISHER_FAILED
                    .at(LOG)
                    .log("{} answered {} {}", state.call().upstream(), refused.status(), refused.reason());
        }
        state.recordAnswer(answer);
    }
}
