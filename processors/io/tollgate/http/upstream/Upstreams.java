package io.tollgate.http.upstream;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The upstreams of one kind, in the order in which the operator listed them. */
public final class Upstreams {
    private final String kind;
    private final List<Upstream> all;

    Upstreams(String kind, List<Upstream> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one " + kind);
        }
        this.kind = kind;
        this.all = List.copyOf(all);
    }

    public String kind() {
        return kind;
    }

    /** At least one, in order of preference. */
    public List<Upstream> all() {
        return all;
    }

    /** The one with exactly this base URL, if it is configured. */
    public Optional<Upstream> find(URI url) {
        return all.stream().filter(upstream -> upstream.url().equals(url)).findFirst();
    }

    /** A new way through all of them for one request. */
    public Failover failover() {
        return Failover.inOrder(all);
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
