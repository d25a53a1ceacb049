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

/** {@code io.tollgate:type=Facilitators} and {@code type=Aggregators}: how the services behind the gateway are. */
@ManagedResource(description = "Services behind the gateway, in the order they are asked in")
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

    @ManagedAttribute(description = "How many there are")
    public int getKnown() {
        return all().size();
    }

    @ManagedAttribute(description = "How many are asked at present; the others failed too often and rest")
    public int getAvailable() {
        return (int) all().stream()
                .filter(upstream -> upstream.health().state() == UpstreamHealth.State.CLOSED)
                .count();
    }

    @ManagedAttribute(description = "Each with its state: asked, resting or tried again")
    public Map<String, String> getStates() {
        Map<String, String> states = new LinkedHashMap<>();
        all().forEach(upstream -> states.put(
                upstream.url().toString(), upstream.health().state().name().toLowerCase(Locale.ROOT)));
        return states;
    }

    @ManagedAttribute(description = "What went wrong last with each, and when")
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
