package io.tollgate.walrus.read;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An aggregator that cannot be reached, or does not answer in time, is one that failed; another one is asked. */
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
