package io.tollgate.http.upstream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * All upstreams of a gateway, for metrics and JMX beans. Each has the gauge {@code tollgate.upstream.state} (0 closed, 1 half
 * open, 2 open) and the timer {@code tollgate.upstream.calls} by outcome.
 */
public final class UpstreamRegistry {
    private final Clock clock;
    private final MeterRegistry meters;
    private final List<Upstreams> kinds = new ArrayList<>();
    private final List<Consumer<Upstreams>> listeners = new CopyOnWriteArrayList<>();

    public UpstreamRegistry(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        this.meters = meters;
    }

    /** Adds the upstreams of a kind with the default circuit breaker policy. */
    public Upstreams add(String kind, List<URI> urls) {
        return add(kind, urls, CircuitBreakerPolicy.DEFAULT);
    }

    /**
     * Adds the upstreams of a kind.
     *
     * @param urls base URLs in order of preference; duplicates are dropped
     * @throws IllegalArgumentException when there is no URL, or the kind was added before
     */
    public synchronized Upstreams add(String kind, List<URI> urls, CircuitBreakerPolicy policy) {
        if (kinds.stream().anyMatch(known -> known.kind().equals(kind))) {
            throw new IllegalArgumentException(kind + " was added before");
        }
        Upstreams added = new Upstreams(
                kind,
                urls.stream()
                        .distinct()
                        .map(url -> new Upstream(kind, url, policy, clock, this::time))
                        .toList());
        added.all().forEach(this::gauge);
        kinds.add(added);
        listeners.forEach(listener -> listener.accept(added));
        return added;
    }

    /** Every kind in the order in which they were added. */
    public synchronized List<Upstreams> kinds() {
        return List.copyOf(kinds);
    }

    /** Every upstream of every kind. */
    public List<Upstream> all() {
        return kinds().stream().flatMap(kind -> kind.all().stream()).toList();
    }

    /** Calls the listener with each kind: now with the present ones, later with each new one. */
    public synchronized void addListener(Consumer<Upstreams> listener) {
        kinds.forEach(listener);
        listeners.add(listener);
    }

    private void gauge(Upstream upstream) {
        Gauge.builder(
                        "tollgate.upstream.state",
                        upstream,
                        one -> level(one.health().state()))
                .description("Circuit breaker of a service behind the gateway: 0 closed, 1 half open, 2 open")
                .tag("kind", upstream.kind())
                .tag("url", upstream.url().toString())
                .register(meters);
    }

    private static double level(UpstreamHealth.State state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    private void time(Upstream upstream, boolean success, Duration took) {
        Timer.builder("tollgate.upstream.calls")
                .description("Calls to services behind the gateway")
                .tag("kind", upstream.kind())
                .tag("url", upstream.url().toString())
                .tag("outcome", success ? "answered" : "failed")
                .register(meters)
                .record(took);
    }
}
