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
 * Understands the publisher's answer. HTTP 200 with an object or an earlier certificate means stored, nothing else; of a
 * small blob the id must be the one that its bytes have.
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
        PublishState publishing = exchange.getProperty(PublishState.PROPERTY, PublishState.class);
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        byte[] body;
        try (InputStream stream = UpstreamBody.of(message.getBody(InputStream.class))) {
            body = stream.readNBytes(MAX_ANSWER);
        }
        message.removeHeaders("*");
        message.setBody(null);
        PublisherAnswer answer = PublisherAnswer.read(status, body);
        if (answer instanceof PublisherAnswer.Stored stored && !ids.matches(publishing.blob(), stored.blobId())) {
            answer = new PublisherAnswer.Refused(status, "named another blob", PublisherAnswer.Then.NEXT_PUBLISHER);
        }
        if (answer instanceof PublisherAnswer.Refused refused) {
            LogEvent.PUBLISHER_FAILED
                    .at(LOG)
                    .log("{} answered {} {}", publishing.call().upstream(), refused.status(), refused.reason());
        }
        publishing.recordAnswer(answer);
    }
}
