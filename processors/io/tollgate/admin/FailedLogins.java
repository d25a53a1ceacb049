package io.tollgate.admin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Slows down guessing: after {@value #MAX_FAILURES} wrong logins, an address is refused until a minute has passed without one. */
final class FailedLogins {
    static final int MAX_FAILURES = 5;
    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final int MAX_ADDRESSES = 10_000;

    private final Cache<String, AtomicInteger> failures;

    /** @param ticker a monotonic clock in nanoseconds */
    FailedLogins(Ticker ticker) {
        failures = Caffeine.newBuilder()
                .maximumSize(MAX_ADDRESSES)
                .expireAfterWrite(PAUSE)
                .ticker(ticker)
                .build();
    }

    boolean tooMany(String address) {
        AtomicInteger count = failures.getIfPresent(address);
        return count != null && count.get() >= MAX_FAILURES;
    }

    void record(String address) {
        failures.asMap().compute(address, (key, count) -> new AtomicInteger(count == null ? 1 : count.get() + 1));
    }
}
