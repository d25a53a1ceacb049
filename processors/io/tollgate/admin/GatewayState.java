package io.tollgate.admin;

import static java.util.Objects.requireNonNull;

import io.tollgate.log.LogEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the gateway takes new work; probes, the public port and operators are told the same. */
public final class GatewayState {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayState.class);

    private final Health health;
    private final Consumer<Boolean> door;
    private final Clock clock;
    private final Instant since;
    private boolean serving;

    /** @param door opens the public port to new requests, or closes it */
    public GatewayState(Health health, Consumer<Boolean> door, Clock clock) {
        this.health = requireNonNull(health, "health must not be null");
        this.door = requireNonNull(door, "door must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
        since = clock.instant();
    }

    /** Takes new requests. */
    public synchronized void serve() {
        if (!serving) {
            LOG.debug("new requests are taken");
        }
        serving = true;
        door.accept(true);
        health.serving(true);
    }

    /** Takes no new requests; what is in flight goes on. Probes are told first, so that nobody sends more. */
    public synchronized void drain() {
        if (serving) {
            LogEvent.GATEWAY_DRAINING.at(LOG).log("draining: no new requests are taken");
        }
        serving = false;
        health.serving(false);
        door.accept(false);
    }

    public synchronized boolean serving() {
        return serving;
    }

    /** Time since the start. */
    public Duration uptime() {
        return Duration.between(since, clock.instant());
    }
}
