package io.tollgate.upstream;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * One request's way through the upstreams of a kind: each is offered once, in order, and one that rests is passed over.
 * For one thread at a time.
 */
public final class Tour {
    private final Iterator<Upstream> ahead;

    Tour(List<Upstream> upstreams) {
        ahead = upstreams.iterator();
    }

    /** The next one that may be called; empty when there is none left. Report on the call or close it. */
    public Optional<UpstreamCall> next() {
        while (ahead.hasNext()) {
            Optional<UpstreamCall> call = ahead.next().tryCall();
            if (call.isPresent()) {
                return call;
            }
        }
        return Optional.empty();
    }
}
