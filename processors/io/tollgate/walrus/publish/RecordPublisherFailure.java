package io.tollgate.walrus.publish;

import io.tollgate.log.LogEvent;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that a publisher could not be reached, broke the connection or timed out. The blob may be stored or not;
 * storing it again is harmless. When the content itself failed, the publisher is not blamed.
 */
public final class RecordPublisherFailure implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(RecordPublisherFailure.class);

    @Override
    public void process(Exchange exchange) throws Exception {
        PublishState state = exchange.getProperty(PublishState.PROPERTY, PublishState.class);
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        StreamingEntity body = exchange.getProperty(ChoosePublisher.ENTITY, StreamingEntity.class);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        if (body.sourceFailure().isPresent()) {
            state.call().close();
            throw body.sourceFailure().get();
        }
        LogEvent.PUBLISHER_FAILED.at(LOG).log("{} did not answer", state.call().upstream(), cause);
        state.recordAnswer(new PublisherAnswer.Refused(
                0, "no answer: " + cause.getClass().getSimpleName(), PublisherAnswer.Then.NEXT_PUBLISHER));
    }
}
