package io.tollgate.http.server;

import java.time.Duration;

/**
 * How slowly a request body may come. Only the time spent waiting for the client counts: a client that is held back
 * because storage is slow is not slow itself.
 *
 * @param silence        longest time without a byte
 * @param grace          waiting that is forgiven before the rate counts
 * @param bytesPerSecond least average over the time spent waiting
 */
public record MinimumBodyRate(Duration silence, Duration grace, long bytesPerSecond) {
    /** What is asked of a body when no setting says otherwise: a byte a minute at least, 1 KiB/s after that minute. */
    public static final MinimumBodyRate DEFAULT =
            new MinimumBodyRate(Duration.ofSeconds(60), Duration.ofSeconds(60), 1024);

    /** The same patience with another rate. */
    public MinimumBodyRate withRate(long otherRate) {
        return new MinimumBodyRate(silence, grace, otherRate);
    }

    /** How much longer may be waited for the next byte, after so much waiting for so many bytes; never negative. */
    Duration longestWait(Duration waited, long received) {
        Duration allowed = grace.plusNanos((long) (received * 1e9 / bytesPerSecond));
        Duration left = allowed.minus(waited);
        Duration shorter = left.compareTo(silence) < 0 ? left : silence;
        return shorter.isNegative() ? Duration.ZERO : shorter;
    }
}
