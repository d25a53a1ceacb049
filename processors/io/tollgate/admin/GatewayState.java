package io.tollgate.admin;

import static java.util.Objects.requireNonNull;

import io.tollgate.log.LogEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the gateway takes new requests. Keeps the public port and the readiness probe in the same state. */
public final class GatewayState {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayState.class);

    private final Health health;
    private final Consumer<Boolean> publicPort;
    private final Clock clock;
    private final Instant since;
    private boolean serving;

    /** @param publicPort opens the public port for new requests, or closes it */
    public GatewayState(Health health, Consumer<Boolean> publicPort, Clock clock) {
        this.health = requireNonNull(health, "health must not be null");
        this.publicPort = requireNonNull(publicPort, "publicPort must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
        since = clock.instant();
    }

    /** Takes new requests. */
    public synchronized void serve() {
        if (!serving) {
            LOG.debug("serving: new requests are taken");
        }
        serving = true;
        publicPort.accept(true);
        health.serving(true);
    }

    /** Refuses new requests; requests in flight continue. The probe changes first, so that load balancers stop sending. */
    public synchronized void drain() {
        if (serving) {
            LogEvent.GATEWAY_DRAINING.at(LOG).log("draining: no new requests are taken");
        }
        serving = false;
        health.serving(false);
        publicPort.accept(false);
    }

    public synchronized boolean serving() {
        return serving;
    }

    /** Time since the start. */
    public Duration uptime() {
        return Duration.between(since, clock.instant());
    }
}
