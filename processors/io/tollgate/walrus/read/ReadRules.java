package io.tollgate.walrus.read;

import java.time.Duration;

/**
 * How stubbornly blobs are read.
 *
 * @param attempts aggregators asked for bytes that none of them brings; counted anew whenever bytes have come
 * @param timeout after this time without new bytes nobody else is asked any more
 * @param stall how long an aggregator may bring next to nothing before the next one is asked
 * @param hedge after this wait for one aggregator's answer another one is asked as well; zero never does
 * @param notFoundWindow how long after its upload a blob that is not found is asked for again
 */
public record ReadRules(int attempts, Duration timeout, Duration stall, Duration hedge, Duration notFoundWindow) {
    /** A read that takes longer would outlive the lease of the payment it is for. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

    public ReadRules {
        if (attempts < 1) {
            throw new IllegalArgumentException("a blob is asked for once at least");
        }
    }
}
