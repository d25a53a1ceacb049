package io.tollgate.kamelets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tollgate.x402.money.Authorization;
import java.time.Duration;

/**
 * The payments that this process has recently used, so that none of them pays twice, even when a facilitator accepts it
 * twice. Entries last longer than a payment is valid.
 */
final class UsedPayments {
    private static final long MAX_ENTRIES = 200_000;

    private final Cache<String, State> states;

    enum State {
        SETTLING,
        SETTLED,
        /** The outcome is unknown: the same payment may be sent and settled again. */
        UNKNOWN
    }

    UsedPayments(Duration retention) {
        states = Caffeine.newBuilder()
                .expireAfterWrite(retention)
                .maximumSize(MAX_ENTRIES)
                .build();
    }

    /** Claims a payment; false when it is already claimed, unless its outcome is unknown. */
    boolean claim(Authorization payment) {
        State before = states.asMap().putIfAbsent(key(payment), State.SETTLING);
        return before == null
                || before == State.UNKNOWN && states.asMap().replace(key(payment), State.UNKNOWN, State.SETTLING);
    }

    boolean isSettling(Authorization payment) {
        return states.getIfPresent(key(payment)) == State.SETTLING;
    }

    void markSettled(Authorization payment) {
        states.put(key(payment), State.SETTLED);
    }

    void markUnknown(Authorization payment) {
        states.put(key(payment), State.UNKNOWN);
    }

    void release(Authorization payment) {
        states.invalidate(key(payment));
    }

    private static String key(Authorization payment) {
        return payment.from() + " " + payment.nonce();
    }
}
