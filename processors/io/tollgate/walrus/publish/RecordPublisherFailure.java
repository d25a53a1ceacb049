package io.tollgate.walrus.publish;

import io.tollgate.log.LogEvent;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A publisher that cannot be reached, breaks off or does not answer in time may have stored the blob or not; storing it
 * again is harmless. Where it was the content that broke off, the publisher has no part in it.
 */
public final class RecordPublisherFailure implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(RecordPublisherFailure.class);

    @Override
    public void process(Exchange exchange) throws Exception {
        PublishState publishing = exchange.getProperty(PublishState.PROPERTY, PublishState.class);
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        StreamingEntity body = exchange.getProperty(ChoosePublisher.ENTITY, StreamingEntity.class);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        if (body.sourceFailure().isPresent()) {
            publishing.call().close();
            throw body.sourceFailure().get();
        }
        LogEvent.PUBLISHER_FAILED
                .at(LOG)
                .log("{} did not answer", publishing.call().upstream(), cause);
        publishing.recordAnswer(new PublisherAnswer.Refused(
                0, "no answer: " + cause.getClass().getSimpleName(), PublisherAnswer.Then.NEXT_PUBLISHER));
    }
}
