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
    private static final long MOST = 200_000;

    private final Cache<String, State> states;

    enum State {
        SETTLING,
        SETTLED,
        /** Nobody said what became of it: the same payment may be sent again, and is settled again. */
        UNKNOWN
    }

    UsedPayments(Duration memory) {
        states =
                Caffeine.newBuilder().expireAfterWrite(memory).maximumSize(MOST).build();
    }

    /** Takes a payment; false when it was taken already and its outcome is not open. */
    boolean take(Authorization payment) {
        State before = states.asMap().putIfAbsent(key(payment), State.SETTLING);
        return before == null
                || before == State.UNKNOWN && states.asMap().replace(key(payment), State.UNKNOWN, State.SETTLING);
    }

    boolean settling(Authorization payment) {
        return states.getIfPresent(key(payment)) == State.SETTLING;
    }

    void settled(Authorization payment) {
        states.put(key(payment), State.SETTLED);
    }

    void unknown(Authorization payment) {
        states.put(key(payment), State.UNKNOWN);
    }

    void free(Authorization payment) {
        states.invalidate(key(payment));
    }

    private static String key(Authorization payment) {
        return payment.from() + " " + payment.nonce();
    }
}
