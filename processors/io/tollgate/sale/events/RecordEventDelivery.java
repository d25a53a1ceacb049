package io.tollgate.sale.events;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.ledger.Outbox;
import io.tollgate.ledger.OutboxEvent;
import io.tollgate.log.LogEvent;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records whether a message got through. It did not when its receiver failed, also when a route of its own dealt
 * with the failure.
 */
public final class RecordEventDelivery implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(RecordEventDelivery.class);
    private static final String METER = "tollgate.outbox.messages";

    private final Outbox outbox;
    private final MeterRegistry meters;

    public RecordEventDelivery(Outbox outbox, MeterRegistry meters) {
        this.outbox = requireNonNull(outbox, "outbox must not be null");
        this.meters = requireNonNull(meters, "meters must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        OutboxEvent event = exchange.getProperty(ReadEvent.PROPERTY, OutboxEvent.class);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (failure == null) {
            outbox.delivered(event);
            count("delivered");
            return;
        }
        boolean last = outbox.failed(event, failure.toString());
        count(last ? "given-up" : "failed");
        if (last) {
            LogEvent.OUTBOX_ABANDONED.at(LOG).setCause(failure).log("{}: not delivered, and not tried again", event);
        } else {
            LogEvent.OUTBOX_FAILED.at(LOG).log("{}: not delivered, tried again later: {}", event, failure.toString());
        }
    }

    private void count(String outcome) {
        meters.counter(METER, "outcome", outcome).increment();
    }
}
