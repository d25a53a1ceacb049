package io.tollgate.admin.jmx;

import io.tollgate.http.upstream.Upstream;
import io.tollgate.http.upstream.UpstreamHealth;
import io.tollgate.http.upstream.UpstreamRegistry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;

/** {@code io.tollgate:type=Facilitators} and {@code type=Aggregators}: health of the services behind the gateway. */
@ManagedResource(description = "Services behind the gateway, in their order of preference")
public final class ManagedUpstreams {
    private final UpstreamRegistry upstreams;
    private final String kind;

    /** @param kind as in {@link Upstream#kind()} */
    public ManagedUpstreams(UpstreamRegistry upstreams, String kind) {
        this.upstreams = upstreams;
        this.kind = kind;
    }

    private List<Upstream> all() {
        return upstreams.all().stream()
                .filter(upstream -> upstream.kind().equals(kind))
                .toList();
    }

    @ManagedAttribute(description = "Number of configured services")
    public int getKnown() {
        return all().size();
    }

    @ManagedAttribute(
            description = "Number of services that get calls; the circuit breakers of the others are open or half open")
    public int getAvailable() {
        return (int) all().stream()
                .filter(upstream -> upstream.health().state() == UpstreamHealth.State.CLOSED)
                .count();
    }

    @ManagedAttribute(description = "State of each circuit breaker: closed, open or half_open")
    public Map<String, String> getStates() {
        Map<String, String> states = new LinkedHashMap<>();
        all().forEach(upstream -> states.put(
                upstream.url().toString(), upstream.health().state().name().toLowerCase(Locale.ROOT)));
        return states;
    }

    @ManagedAttribute(description = "Last failure of each service, with its time")
    public Map<String, String> getLastFailures() {
        Map<String, String> failures = new LinkedHashMap<>();
        for (Upstream upstream : all()) {
            UpstreamHealth health = upstream.health();
            health.lastFailure()
                    .ifPresent(why -> failures.put(
                            upstream.url().toString(),
                            health.lastFailureAt().map(Instant::toString).orElse("") + " " + why));
        }
        return failures;
    }
}
