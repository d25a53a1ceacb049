package io.tollgate.http.upstream;

import java.util.List;
import java.util.Optional;

/**
 * Offers one request the upstreams of a kind, each once and in order, skipping those with an open circuit breaker. When all
 * breakers are open, the first upstream is offered anyway, so that an attacker cannot take the gateway down by making its
 * upstreams fail. Not thread-safe.
 */
public final class Failover {
    private final List<Upstream> all;
    private int next;
    private boolean offered;

    private Failover(List<Upstream> all) {
        this.all = all;
    }

    /** Starts with the first of these. */
    public static Failover inOrder(List<Upstream> upstreams) {
        return new Failover(List.copyOf(upstreams));
    }

    /** The next upstream to call; empty when none is left. Report the result of the call, or close it. */
    public Optional<UpstreamCall> next() {
        while (next < all.size()) {
            Optional<UpstreamCall> call = all.get(next++).tryCall();
            if (call.isPresent()) {
                offered = true;
                return call;
            }
        }
        if (offered || all.isEmpty()) {
            return Optional.empty();
        }
        offered = true;
        return Optional.of(all.get(0).forceCall());
    }
}
