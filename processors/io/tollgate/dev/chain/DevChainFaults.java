package io.tollgate.dev.chain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The active faults of the simulated chain, and its clock. */
public final class DevChainFaults {
    /** Maximum shift of time, in seconds: ten years. */
    private static final long MAX_SECONDS = 315_360_000;

    /**
     * The faults in their JSON form; absent ones are off.
     *
     * @param down         every request is answered 503
     * @param garbage      every request is answered with something other than JSON-RPC
     * @param error        every request is answered with a JSON-RPC error
     * @param delayMillis  delay of every answer, at most ten minutes
     * @param staleSeconds how far the node lags behind: newer blocks and their events are invisible
     * @param aheadSeconds how far the chain's clock is ahead of the system clock
     * @param chainId      the chain id that the node reports
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

        private static void checkRange(Long number, long maximum) {
            if (number != null && (number < 0 || number > maximum)) {
                throw new IllegalArgumentException("a number must be from 0 to " + maximum);
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

    /** Returns the chain's clock. */
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
