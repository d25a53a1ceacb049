package io.tollgate.http.server;

import java.time.Duration;

/**
 * The slowest rate at which a request body may arrive. Only the time spent waiting for the client counts, so that a client
 * is not blamed for slow storage.
 *
 * @param silence        longest time without a byte
 * @param grace          waiting time before the rate counts
 * @param bytesPerSecond lowest average over the waiting time
 */
public record MinimumBodyRate(Duration silence, Duration grace, long bytesPerSecond) {
    /** At least one byte a minute, and 1 KiB/s after the first minute. */
    public static final MinimumBodyRate DEFAULT =
            new MinimumBodyRate(Duration.ofSeconds(60), Duration.ofSeconds(60), 1024);

    /** The same times with another rate. */
    public MinimumBodyRate withRate(long otherRate) {
        return new MinimumBodyRate(silence, grace, otherRate);
    }

    /** How long to wait for the next byte, after this waiting time for this number of bytes; never negative. */
    Duration longestWait(Duration waited, long received) {
        Duration allowed = grace.plusNanos((long) (received * 1e9 / bytesPerSecond));
        Duration left = allowed.minus(waited);
        Duration shorter = left.compareTo(silence) < 0 ? left : silence;
        return shorter.isNegative() ? Duration.ZERO : shorter;
    }
}
