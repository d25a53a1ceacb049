package io.tollgate.http.upstream;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.tollgate.log.LogEvent;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One base URL of a service behind the gateway, with its circuit breaker and health. It makes no calls itself: a caller
 * takes an {@link UpstreamCall} and reports the result. Thread-safe.
 */
public final class Upstream {
    private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);
    private static final Duration TRIAL_PATIENCE = Duration.ofMinutes(2);
    private static final int TRIALS = 2;

    private final String kind;
    private final URI url;
    private final Clock clock;
    private final CallListener listener;
    private final CircuitBreaker breaker;
    private final AtomicReference<UpstreamHealth> health = new AtomicReference<>(UpstreamHealth.NEW);

    /** Is notified of every reported call. */
    interface CallListener {
        void called(Upstream upstream, boolean success, Duration took);
    }

    Upstream(String kind, URI url, CircuitBreakerPolicy policy, Clock clock, CallListener listener) {
        this.kind = requireNonNull(kind, "kind must not be null");
        this.url = requireNonNull(url, "url must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
        this.listener = requireNonNull(listener, "listener must not be null");
        breaker = CircuitBreaker.of(kind + " " + url, config(policy, clock));
        breaker.getEventPublisher()
                .onStateTransition(event -> LogEvent.UPSTREAM_STATE
                        .at(LOG)
                        .log(
                                "{} {}: circuit breaker {}, last failure: {}",
                                kind,
                                url,
                                event.getStateTransition(),
                                health.get().lastFailure().orElse("none")));
    }

    private static CircuitBreakerConfig config(CircuitBreakerPolicy policy, Clock clock) {
        return CircuitBreakerConfig.custom()
                .slidingWindow(policy.window(), policy.least(), CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(50)
                .waitDurationInOpenState(policy.pause())
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                .maxWaitDurationInHalfOpenState(TRIAL_PATIENCE)
                .slowCallRateThreshold(100)
                .slowCallDurationThreshold(Duration.ofDays(1))
                .clock(clock)
                .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                .build();
    }

    /** {@code facilitator}, {@code publisher} or {@code aggregator}. */
    public String kind() {
        return kind;
    }

    /** As configured, without a trailing slash and without credentials. */
    public URI url() {
        return url;
    }

    public UpstreamHealth health() {
        return health.get()
                .withState(
                        switch (breaker.getState()) {
                            case OPEN, FORCED_OPEN -> UpstreamHealth.State.OPEN;
                            case HALF_OPEN -> UpstreamHealth.State.HALF_OPEN;
                            case CLOSED, DISABLED, METRICS_ONLY -> UpstreamHealth.State.CLOSED;
                        });
    }

    /** Permission for one call; empty while the circuit breaker is open. Report the result of the call, or close it. */
    public Optional<UpstreamCall> tryCall() {
        return breaker.tryAcquirePermission()
                ? Optional.of(new UpstreamCall(this, clock.instant(), true))
                : Optional.empty();
    }

    /** A call that is made even while the circuit breaker is open, because no other upstream is left. Its report counts. */
    public UpstreamCall forceCall() {
        return tryCall().orElseGet(() -> new UpstreamCall(this, clock.instant(), false));
    }

    void recordSuccess(Instant since) {
        Instant now = clock.instant();
        Duration took = Duration.between(since, now);
        health.updateAndGet(known -> known.withSuccess(now));
        breaker.onSuccess(took.toMillis(), TimeUnit.MILLISECONDS);
        listener.called(this, true, took);
    }

    void recordFailure(Instant since, String why) {
        Instant now = clock.instant();
        Duration took = Duration.between(since, now);
        health.updateAndGet(known -> known.withFailure(why, now));
        breaker.onError(took.toMillis(), TimeUnit.MILLISECONDS, new UpstreamFailure(why));
        listener.called(this, false, took);
    }

    void release() {
        breaker.releasePermission();
    }

    @Override
    public String toString() {
        return kind + " " + url;
    }

    /** The circuit breaker wants an exception for each failure; this one is never thrown. */
    private static final class UpstreamFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UpstreamFailure(String why) {
            super(why, null, false, false);
        }
    }
}
