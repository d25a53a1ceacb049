package io.tollgate.walrus.read;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records that an aggregator could not be reached or timed out, so that another one is called. */
public final class RecordAggregatorFailure implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(RecordAggregatorFailure.class);

    @Override
    public void process(Exchange exchange) {
        AggregatorAttempt attempt = exchange.getProperty(AggregatorAttempt.PROPERTY, AggregatorAttempt.class);
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        LOG.debug("no answer from {}", attempt.getEndpoint(), cause);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        attempt.recordAnswer(
                new AggregatorAnswer.TryNext("no answer: " + cause.getClass().getSimpleName(), true), null);
    }
}
