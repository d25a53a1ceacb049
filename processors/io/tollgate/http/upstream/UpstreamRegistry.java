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
 * Every upstream of a gateway, so that metrics and management beans can list them. Metrics of each: the gauge
 * {@code tollgate.upstream.state} (0 asked, 1 tried again, 2 resting) and the timer {@code tollgate.upstream.calls} by
 * outcome.
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

    /** Enters the upstreams of a kind with the usual pauses. */
    public Upstreams add(String kind, List<URI> urls) {
        return add(kind, urls, CircuitBreakerPolicy.DEFAULT);
    }

    /**
     * Enters the upstreams of a kind.
     *
     * @param urls base URLs, best first; one that is named twice counts once
     * @throws IllegalArgumentException when there is none, or the kind is entered already
     */
    public synchronized Upstreams add(String kind, List<URI> urls, CircuitBreakerPolicy resting) {
        if (kinds.stream().anyMatch(known -> known.kind().equals(kind))) {
            throw new IllegalArgumentException(kind + " is entered already");
        }
        Upstreams added = new Upstreams(
                kind,
                urls.stream()
                        .distinct()
                        .map(url -> new Upstream(kind, url, resting, clock, this::time))
                        .toList());
        added.all().forEach(this::gauge);
        kinds.add(added);
        listeners.forEach(listener -> listener.accept(added));
        return added;
    }

    /** Every kind in the order of entry. */
    public synchronized List<Upstreams> kinds() {
        return List.copyOf(kinds);
    }

    /** Every upstream of every kind. */
    public List<Upstream> all() {
        return kinds().stream().flatMap(kind -> kind.all().stream()).toList();
    }

    /** Tells of every kind: of those entered already at once, of later ones when they come. */
    public synchronized void addListener(Consumer<Upstreams> listener) {
        kinds.forEach(listener);
        listeners.add(listener);
    }

    private void gauge(Upstream upstream) {
        Gauge.builder(
                        "tollgate.upstream.state",
                        upstream,
                        one -> level(one.health().state()))
                .description("Circuit breaker of a service behind the gateway: 0 asked, 1 tried again, 2 resting")
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
