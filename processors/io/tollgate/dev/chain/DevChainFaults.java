package io.tollgate.dev.chain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** What the simulated chain does wrong on purpose, and the time it lives in. */
public final class DevChainFaults {
    /** The longest shift of time, in seconds: ten years. */
    private static final long MAX_SECONDS = 315_360_000;

    /**
     * The faults as they are written; absent ones are off.
     *
     * @param down         every question is answered 503
     * @param garbage      every question is answered with what is not JSON-RPC
     * @param error        every question is answered with a JSON-RPC error
     * @param delayMillis  how long an answer takes, at most ten minutes
     * @param staleSeconds the node is that far behind: it does not see newer blocks and what happened in them
     * @param aheadSeconds the chain's own time is that far ahead of everybody's clock
     * @param chainId      the number the node claims its chain has
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record State(
            Boolean down,
            Boolean garbage,
            Boolean error,
            Long delayMillis,
            Long staleSeconds,
            Long aheadSeconds,
            Long chainId) {
        static final State NONE = new State(null, null, null, null, null, null, null);

        public State {
            checkRange(delayMillis, 600_000);
            checkRange(staleSeconds, MAX_SECONDS);
            checkRange(aheadSeconds, MAX_SECONDS);
            checkRange(chainId, Long.MAX_VALUE);
        }

        private static void checkRange(Long number, long most) {
            if (number != null && (number < 0 || number > most)) {
                throw new IllegalArgumentException("a number must be from 0 to " + most);
            }
        }

        boolean is(Boolean fault) {
            return Boolean.TRUE.equals(fault);
        }

        static long number(Long value) {
            return value == null ? 0 : value;
        }
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.NONE);

    State current() {
        return state.get();
    }

    void set(State faults) {
        state.set(faults);
    }

    /** The chain's own time. */
    public Clock chainTime(Clock real) {
        return new Clock() {
            @Override
            public Instant instant() {
                return real.instant().plusSeconds(State.number(current().aheadSeconds()));
            }

            @Override
            public ZoneId getZone() {
                return real.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("blocks have no zone");
            }
        };
    }
}
