package io.tollgate.ledger;

import java.util.Locale;

/**
 * Where a payment stands. A state is only ever raised: settled is final, and news of a settlement is believed whenever it
 * comes; {@code RELEASED} means that no settlement was requested, so the payment may be claimed again.
 */
public enum PaymentState {
    /** A request holds it and has not requested settlement yet. */
    CLAIMED,
    /** The money was asked for; from here on only an answer or the chain knows. */
    SETTLING,
    /** The money has moved. */
    SETTLED,
    /** A clear no: the money has not moved and will not. */
    REJECTED,
    /** Asked, and no clear answer: the money may be on its way. */
    UNKNOWN,
    /** Given back before the money was asked for. */
    RELEASED;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PaymentState ofColumn(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
