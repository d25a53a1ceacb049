package io.tollgate.kamelets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tollgate.x402.money.Authorization;
import java.time.Duration;

/**
 * The payments that this process has taken lately, so that one of them never pays twice, whatever a facilitator says of
 * it the second time. It remembers longer than any payment is good for.
 */
final class UsedPayments {
    private static final long MAX_ENTRIES = 200_000;

    private final Cache<String, State> states;

    enum State {
        SETTLING,
        SETTLED,
        /** Nobody said what became of it: the same payment may be sent again, and is settled again. */
        UNKNOWN
    }

    UsedPayments(Duration memory) {
        states =
                Caffeine.newBuilder().expireAfterWrite(memory).maximumSize(MAX_ENTRIES).build();
    }

    /** Takes a payment; false when it was taken already and its outcome is not open. */
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
