package io.tollgate.walrus.read;

import java.time.Duration;

/**
 * How often and how long the gateway tries to read a blob.
 *
 * @param attempts calls to aggregators that return no bytes; the count restarts whenever bytes have arrived
 * @param timeout time without new bytes after which no further aggregator is called
 * @param stall how long an aggregator may return next to nothing before the next one is called
 * @param hedge wait for an answer after which a second aggregator is called as well; zero switches this off
 * @param notFoundWindow how long after its upload a blob that is not found is requested again
 */
public record ReadRules(int attempts, Duration timeout, Duration stall, Duration hedge, Duration notFoundWindow) {
    /** A longer read would outlive the lease of its payment. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

    public ReadRules {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1");
        }
    }
}
