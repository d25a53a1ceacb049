package io.tollgate.http.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits how often each caller may do something within a minute. A caller is removed after two minutes without a call, and
 * their number is limited, so that a flood of addresses costs little memory.
 */
public final class RateLimit {
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MAX_CALLERS = 50_000;

    private final String name;
    private final LoadingCache<String, AtomicRateLimiter> callers;

    /** @param perMinute permits of one caller */
    public RateLimit(String name, int perMinute) {
        this.name = name;
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod(perMinute)
                .limitRefreshPeriod(PERIOD)
                .timeoutDuration(Duration.ZERO)
                .build();
        callers = Caffeine.newBuilder()
                .maximumSize(MAX_CALLERS)
                .expireAfterAccess(PERIOD.multipliedBy(2))
                .build(caller -> new AtomicRateLimiter(name, config));
    }

    /** Takes a permit of the caller; without one left, returns the time until the next one. */
    public Optional<Duration> tryAcquire(String caller) {
        AtomicRateLimiter limiter = callers.get(caller);
        return limiter.acquirePermission() ? Optional.empty() : Optional.of(untilNext(limiter));
    }

    /** Empty while the caller has a permit left, which is not taken; otherwise the time until the next one. */
    public Optional<Duration> waitTime(String caller) {
        AtomicRateLimiter limiter = callers.get(caller);
        return limiter.getMetrics().getAvailablePermissions() > 0 ? Optional.empty() : Optional.of(untilNext(limiter));
    }

    private static Duration untilNext(AtomicRateLimiter limiter) {
        long seconds = Duration.ofNanos(limiter.getDetailedMetrics().getNanosToWait())
                .plusMillis(999)
                .toSeconds();
        return Duration.ofSeconds(Math.clamp(seconds, 1, PERIOD.toSeconds()));
    }

    @Override
    public String toString() {
        return "RateLimit[" + name + "]";
    }
}
