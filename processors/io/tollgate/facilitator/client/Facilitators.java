package io.tollgate.facilitator.client;

import static java.util.Objects.requireNonNull;

import io.tollgate.http.upstream.Upstream;
import io.tollgate.http.upstream.Upstreams;
import io.tollgate.x402.money.Network;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The facilitators of this gateway, best first, and what each has told of itself. A payment goes to the first healthy
 * one that says it settles that version and network, then to those that have said nothing yet. Safe for use by many
 * threads.
 */
public final class Facilitators {
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Upstreams upstreams;
    private final Clock clock;
    private final Map<Upstream, Told> told = new ConcurrentHashMap<>();

    private record Told(SupportedKinds support, Instant at) {}

    public Facilitators(Upstreams upstreams, Clock clock) {
        this.upstreams = requireNonNull(upstreams, "upstreams must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    public List<Upstream> all() {
        return upstreams.all();
    }

    /** The facilitator at exactly this base URL, while it is configured. */
    public Optional<Upstream> find(URI url) {
        return upstreams.find(url);
    }

    /** What it said last; a later silence takes nothing of it back. */
    public Optional<SupportedKinds> support(Upstream facilitator) {
        return Optional.ofNullable(told.get(facilitator)).map(Told::support);
    }

    public void told(Upstream facilitator, SupportedKinds support) {
        told.put(facilitator, new Told(support, clock.instant()));
    }

    /** Those that have said nothing yet or whose word is older than ten minutes. */
    public List<Upstream> due() {
        Instant old = clock.instant().minus(FRESH);
        return all().stream()
                .filter(one -> {
                    Told known = told.get(one);
                    return known == null || known.at().isBefore(old);
                })
                .toList();
    }

    /**
     * The version to ask in for a payment that came in the given one: the same, unless every facilitator that has
     * spoken for the network knows only the other. What the payer signed is the same in both.
     */
    public int wireVersion(int version, Network network) {
        int other = 3 - version;
        return anySays(other, network) && !anySays(version, network) ? other : version;
    }

    private boolean anySays(int version, Network network) {
        return all().stream()
                .anyMatch(one -> support(one)
                        .filter(say -> say.includes(version, network))
                        .isPresent());
    }

    /** Those that may settle this, best first: those that say so, then those that have said nothing. */
    public List<Upstream> candidates(int version, Network network) {
        return Stream.concat(
                        all().stream().filter(one -> says(one, version, network)),
                        all().stream().filter(one -> support(one).isEmpty()))
                .toList();
    }

    private boolean says(Upstream facilitator, int version, Network network) {
        return support(facilitator)
                .filter(say -> say.includes(version, network))
                .isPresent();
    }

    /** The networks that every facilitator has spoken about and none settles. */
    public List<Network> unserved(Collection<Network> networks) {
        if (all().stream().anyMatch(one -> support(one).isEmpty())) {
            return List.of();
        }
        return networks.stream()
                .filter(network -> all().stream()
                        .noneMatch(one -> support(one).orElseThrow().includes(network)))
                .toList();
    }
}
