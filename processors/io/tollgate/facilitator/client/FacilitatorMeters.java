package io.tollgate.facilitator.client;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Measures calls to facilitators: {@code tollgate.facilitator.calls} by operation and by what came of it. */
public final class FacilitatorMeters {
    private final MeterRegistry meters;

    public FacilitatorMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * @param operation {@code verify}, {@code settle} or {@code supported}
     * @param outcome   one of a handful of words, never what a client or a facilitator wrote
     */
    public void called(String operation, String outcome, Duration took) {
        Timer.builder("tollgate.facilitator.calls")
                .description("Calls to x402 facilitators")
                .tag("operation", operation)
                .tag("outcome", outcome)
                .register(meters)
                .record(took);
    }
}
