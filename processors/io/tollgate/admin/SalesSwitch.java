package io.tollgate.admin;

import static java.util.Objects.requireNonNull;

import io.tollgate.log.LogEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pauses and resumes sales. While paused, no payment is accepted; buyers who have paid are still served. */
public final class SalesSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(SalesSwitch.class);

    private final Clock clock;
    private final AtomicReference<Optional<Instant>> pausedSince = new AtomicReference<>(Optional.empty());

    public SalesSwitch(Clock clock) {
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    /** Does nothing when sales are paused already. */
    public void pause() {
        if (pausedSince.compareAndSet(Optional.empty(), Optional.of(clock.instant()))) {
            LogEvent.SALES_PAUSED.at(LOG).log("an operator paused sales");
        }
    }

    public void resume() {
        if (pausedSince.getAndSet(Optional.empty()).isPresent()) {
            LogEvent.SALES_RESUMED.at(LOG).log("an operator resumed sales");
        }
    }

    public boolean paused() {
        return pausedSince.get().isPresent();
    }

    public Optional<Instant> pausedSince() {
        return pausedSince.get();
    }
}
