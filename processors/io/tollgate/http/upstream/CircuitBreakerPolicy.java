package io.tollgate.http.upstream;

import java.time.Duration;

/**
 * When an upstream is left alone: when at least half of its last ten calls failed, and at least five were made. After
 * {@code pause} two calls find out whether it is back.
 *
 * @param window calls that count
 * @param least  calls before anything is concluded
 * @param pause  how long it is left alone
 */
public record CircuitBreakerPolicy(int window, int least, Duration pause) {
    /** For calls that a client waits for. */
    public static final CircuitBreakerPolicy DEFAULT = new CircuitBreakerPolicy(10, 5, Duration.ofSeconds(15));

    public CircuitBreakerPolicy {
        if (least < 1 || window < least) {
            throw new IllegalArgumentException("least must be at least 1 and at most window");
        }
        if (pause.isNegative() || pause.isZero()) {
            throw new IllegalArgumentException("pause must be positive");
        }
    }
}
