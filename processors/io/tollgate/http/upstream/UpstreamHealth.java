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
            new UpstreamHealth(State.ASKED, Optional.empty(), Optional.empty(), Optional.empty());

    /** What the circuit breaker lets through. */
    public enum State {
        /** Every call goes there. */
        ASKED,
        /** It failed too often and is left alone for a while. */
        RESTING,
        /** It has rested; a few calls find out whether it works again. */
        TRIED
    }

    UpstreamHealth withState(State now) {
        return new UpstreamHealth(now, lastFailure, lastFailureAt, lastSuccessAt);
    }

    UpstreamHealth succeeded(Instant at) {
        return new UpstreamHealth(state, lastFailure, lastFailureAt, Optional.of(at));
    }

    UpstreamHealth failed(String why, Instant at) {
        return new UpstreamHealth(state, Optional.of(why), Optional.of(at), lastSuccessAt);
    }
}
