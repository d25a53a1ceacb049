package io.tollgate.http.upstream;

import java.time.Duration;

/**
 * When the circuit breaker of an upstream opens: when at least half of the last {@code window} calls failed. After
 * {@code pause}, two trial calls decide whether it closes.
 *
 * @param window number of calls that count
 * @param least  calls before the breaker can open
 * @param pause  how long it stays open
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
