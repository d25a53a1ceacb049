package io.tollgate.admin;

import static java.util.Objects.requireNonNull;

import io.tollgate.log.LogEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this gateway sells. While paused nobody is charged; who has paid already is served as before. */
public final class SalesSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(SalesSwitch.class);

    private final Clock clock;
    private final AtomicReference<Optional<Instant>> pausedSince = new AtomicReference<>(Optional.empty());

    public SalesSwitch(Clock clock) {
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    /** Says nothing new when they are paused already. */
    public void pause() {
        if (pausedSince.compareAndSet(Optional.empty(), Optional.of(clock.instant()))) {
            LogEvent.SALES_PAUSED.at(LOG).log("sales are paused by an operator");
        }
    }

    public void resume() {
        if (pausedSince.getAndSet(Optional.empty()).isPresent()) {
            LogEvent.SALES_RESUMED.at(LOG).log("sales go on");
        }
    }

    public boolean paused() {
        return pausedSince.get().isPresent();
    }

    public Optional<Instant> pausedSince() {
        return pausedSince.get();
    }
}
