package io.tollgate.http.upstream;

import java.time.Instant;
import java.util.Optional;

/**
 * How an upstream is, as an operator may see it.
 *
 * @param state         whether it is asked at present
 * @param lastFailure   what went wrong last, printable and short; stays after a success
 * @param lastFailureAt when that was
 * @param lastSuccessAt when it last did what it was asked
 */
public record UpstreamHealth(
        State state, Optional<String> lastFailure, Optional<Instant> lastFailureAt, Optional<Instant> lastSuccessAt) {
    /** Nothing is known yet. */
    static final UpstreamHealth NEW =
            new UpstreamHealth(State.CLOSED, Optional.empty(), Optional.empty(), Optional.empty());

    /** What the circuit breaker lets through. */
    public enum State {
        /** Every call goes there. */
        CLOSED,
        /** It failed too often and is left alone for a while. */
        OPEN,
        /** It has rested; a few calls find out whether it works again. */
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
