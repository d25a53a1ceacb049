package io.tollgate.dev.facilitator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * One fault of the embedded facilitator.
 *
 * @param call     the affected call
 * @param times    number of affected calls; absent means until the faults are cleared
 * @param millis   duration of {@code delay} and the hanging kinds, at most ten minutes
 * @param reason   the reason that {@code rejected} gives
 * @param location the target of {@code redirect}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Fault(Call call, Kind kind, Integer times, Long millis, String reason, String location) {
    private static final long MAX_MILLIS = 600_000;

    /** The three calls of the facilitator's API. */
    enum Call {
        VERIFY,
        SETTLE,
        SUPPORTED;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Call parse(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** The kinds of faults. With {@code pending} and the kinds that start with {@code settle}, the money moves. */
    enum Kind {
        DELAY,
        HANG,
        STATUS_500,
        GARBAGE,
        HTML,
        SUCCESS_STRING,
        NO_TRANSACTION,
        OTHER_NETWORK,
        REJECTED,
        SETTLE_THEN_500,
        SETTLE_THEN_HANG,
        PENDING,
        REDIRECT;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        static Kind parse(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("unknown kind of fault"));
        }
    }

    private static final Set<Kind> SETTLE_ONLY =
            Set.of(Kind.NO_TRANSACTION, Kind.OTHER_NETWORK, Kind.SETTLE_THEN_500, Kind.SETTLE_THEN_HANG, Kind.PENDING);

    Fault {
        if (call == null || kind == null) {
            throw new IllegalArgumentException("a fault needs a call and a kind");
        }
        if (call != Call.SETTLE && SETTLE_ONLY.contains(kind)) {
            throw new IllegalArgumentException(kind.text() + " is a fault of settle");
        }
        if (times != null && times < 1 || millis != null && (millis < 0 || millis > MAX_MILLIS)) {
            throw new IllegalArgumentException("times must be 1 or more, millis 0 to " + MAX_MILLIS);
        }
        reason = reason == null && kind == Kind.REJECTED ? "insufficient_funds" : reason;
    }

    /** The fault after one more call. */
    Fault afterOneCall() {
        return times == null ? this : new Fault(call, kind, times - 1, millis, reason, location);
    }

    boolean isLast() {
        return times != null && times == 1;
    }
}
