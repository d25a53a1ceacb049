package io.tollgate.catalog.api;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.Lifecycle;
import io.tollgate.log.LogEvent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how many items there are in each state, and how many will soon be off sale, as of the last look. */
public final class CountItems implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(CountItems.class);

    private final Lifecycle lifecycle;
    private final MultiGauge byState;
    private final AtomicLong soon = new AtomicLong();

    public CountItems(Lifecycle lifecycle, MeterRegistry meters) {
        this.lifecycle = lifecycle;
        byState = MultiGauge.builder("tollgate.items")
                .description("Items by state")
                .baseUnit("items")
                .register(meters);
        Gauge.builder("tollgate.items.expiring.soon", soon, AtomicLong::get)
                .description("Items for sale whose sale ends within the notice")
                .register(meters);
    }

    @Override
    public void process(Exchange exchange) {
        Map<Item.State, Long> counts = lifecycle.count();
        byState.register(
                Arrays.stream(Item.State.values())
                        .map(state -> MultiGauge.Row.of(
                                Tags.of("state", state.name().toLowerCase(Locale.ROOT)),
                                counts.getOrDefault(state, 0L)))
                        .toList(),
                true);
        long ending = lifecycle.expiringSoon();
        if (ending > soon.getAndSet(ending)) {
            LogEvent.ITEMS_EXPIRING.at(LOG).log("{} items leave the sale within the notice", ending);
        }
    }
}
