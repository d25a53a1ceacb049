package io.tollgate.sale.events;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.ledger.Outbox;
import io.tollgate.ledger.Outbox.Waiting;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Takes the messages out of the outbox whose turn it is, for the steps that follow to send one by one. */
public final class TakeDueEvents implements Processor {
    private static final int AT_ONCE = 100;

    private final Outbox outbox;
    private final AtomicReference<Waiting> waiting = new AtomicReference<>(new Waiting(0, 0));

    public TakeDueEvents(Outbox outbox, MeterRegistry meters) {
        this.outbox = requireNonNull(outbox, "outbox must not be null");
        Gauge.builder("tollgate.outbox.waiting", waiting, seen -> seen.get().waiting())
                .description("Messages about sales that have not got through yet")
                .register(meters);
        Gauge.builder("tollgate.outbox.dead", waiting, seen -> seen.get().dead())
                .description("Messages about sales that were given up")
                .register(meters);
    }

    @Override
    public void process(Exchange exchange) {
        waiting.set(outbox.waiting());
        exchange.getMessage().setBody(outbox.take(AT_ONCE));
    }
}
