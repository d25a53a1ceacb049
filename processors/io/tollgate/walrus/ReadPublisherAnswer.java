package io.tollgate.walrus;

import io.tollgate.http.Problem;
import io.tollgate.http.UpstreamBody;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Understands the publisher's answer. HTTP 200 with an object or an earlier certificate means stored, nothing else. */
public final class ReadPublisherAnswer implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ReadPublisherAnswer.class);
    private static final int MAX_ANSWER = 64 * 1024;
    private static final Duration LATER = Duration.ofSeconds(30);

    @Override
    public void process(Exchange exchange) throws IOException {
        Message answer = exchange.getMessage();
        int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        byte[] body;
        try (InputStream stream = UpstreamBody.of(answer.getBody(InputStream.class))) {
            body = stream.readNBytes(MAX_ANSWER);
        }
        answer.removeHeaders("*");
        answer.setBody(null);
        switch (PublisherAnswer.read(status, body)) {
            case PublisherAnswer.Stored stored -> answer.setBody(stored);
            case PublisherAnswer.Refused refused -> throw refusal(refused);
        }
    }

    private static Problem refusal(PublisherAnswer.Refused refused) {
        LOG.warn("the publisher answered {} {}", refused.status(), refused.reason());
        if (refused.status() == 413) {
            return Problem.of(413, "too_large", "the storage behind this gateway takes no file of this size");
        }
        return Problem.retry(502, "not_stored", "the storage behind this gateway did not take the file", LATER, null);
    }
}
