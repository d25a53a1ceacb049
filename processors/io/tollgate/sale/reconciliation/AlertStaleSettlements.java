package io.tollgate.sale.reconciliation;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.ledger.PaymentRecord;
import io.tollgate.ledger.UnresolvedSettlements;
import io.tollgate.ledger.UnresolvedSettlements.Backlog;
import io.tollgate.log.LogEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator of settlements in doubt: how many and how old, as metrics, and once each of those that are older
 * than a minute, as a warning. Without a chain to ask, a payment stays open until an operator decides.
 */
public final class AlertStaleSettlements implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(AlertStaleSettlements.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final UnresolvedSettlements doubts;
    private final boolean chainAsked;
    private final Counter alarms;
    private final AtomicReference<Backlog> backlog = new AtomicReference<>(new Backlog(0, Duration.ZERO));

    /** @param chainAsked false when the facilitator alone is asked */
    public AlertStaleSettlements(UnresolvedSettlements doubts, boolean chainAsked, MeterRegistry meters) {
        this.doubts = requireNonNull(doubts, "doubts must not be null");
        this.chainAsked = chainAsked;
        Gauge.builder(
                        "tollgate.settlements.unknown",
                        backlog,
                        seen -> seen.get().count())
                .description("Payments whose settlement has no known outcome")
                .register(meters);
        Gauge.builder(
                        "tollgate.settlements.unknown.age",
                        backlog,
                        seen -> seen.get().oldest().toMillis() / 1000.0)
                .baseUnit("seconds")
                .description("How long the oldest of them has been in doubt")
                .register(meters);
        alarms = Counter.builder("tollgate.settlements.alarms")
                .description("Payments that were in doubt for longer than a minute")
                .register(meters);
    }

    @Override
    public void process(Exchange exchange) {
        backlog.set(doubts.backlog());
        doubts.alarming(PATIENCE).forEach(this::alarm);
    }

    private void alarm(PaymentRecord row) {
        alarms.increment();
        LogEvent.SETTLEMENT_STALE
                .at(LOG)
                .log(
                        "{}: for more than a minute it is not known whether this payment of {} on {} was settled ({}); {}",
                        row.payment().key().id(),
                        row.payment().amount(),
                        row.payment().key().chain().caip2(),
                        row.reason().orElse("no answer"),
                        chainAsked
                                ? "the facilitator and the chain are asked again"
                                : "no chain is asked, so a facilitator that does not know leaves it open: look for its nonce on the chain");
    }
}
