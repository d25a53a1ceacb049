package io.tollgate.http.upstream;

import java.time.Instant;
import java.util.Optional;

/**
 * The health of an upstream, for operators.
 *
 * @param state         of its circuit breaker
 * @param lastFailure   short and printable; stays after a success
 * @param lastFailureAt time of that failure
 * @param lastSuccessAt time of the last success
 */
public record UpstreamHealth(
        State state, Optional<String> lastFailure, Optional<Instant> lastFailureAt, Optional<Instant> lastSuccessAt) {
    /** Before the first call. */
    static final UpstreamHealth NEW =
            new UpstreamHealth(State.CLOSED, Optional.empty(), Optional.empty(), Optional.empty());

    /** The state of the circuit breaker. */
    public enum State {
        /** Every call is permitted. */
        CLOSED,
        /** It failed too often; no call is permitted for a while. */
        OPEN,
        /** A few trial calls decide whether it works again. */
        HALF_OPEN
    }

    UpstreamHealth withState(State now) {
        return new UpstreamHealth(now, lastFailure, lastFailureAt, lastSuccessAt);
    }

    UpstreamHealth withSuccess(Instant at) {
        return new UpstreamHealth(state, lastFailure, lastFailureAt, Optional.of(at));
    }

    UpstreamHealth withFailure(String why, Instant at) {
        return new UpstreamHealth(state, Optional.of(why), Optional.of(at), lastSuccessAt);
    }
}
