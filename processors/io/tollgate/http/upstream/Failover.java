package io.tollgate.http.upstream;

import java.util.List;
import java.util.Optional;

/**
 * One request's way through the upstreams of a kind: each is offered once, in order, and one that rests is passed over.
 * When all of them rest the first is offered all the same, because a slow answer is better than none, and because
 * nobody shall be able to close a shop by making its services fail. For one thread at a time.
 */
public final class Failover {
    private final List<Upstream> all;
    private int next;
    private boolean offered;

    private Failover(List<Upstream> all) {
        this.all = all;
    }

    /** Begins a tour of these. */
    public static Failover inOrder(List<Upstream> upstreams) {
        return new Failover(List.copyOf(upstreams));
    }

    /** The next one to call; empty when there is none left. Report on the call or close it. */
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
