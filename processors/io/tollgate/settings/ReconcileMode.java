package io.tollgate.settings;

/** What decides a settlement whose outcome is unknown. */
public enum ReconcileMode {
    /** The chain and the facilitator. */
    CHAIN("chain"),
    /** The facilitator alone. What it does not know stays unresolved, and the operator gets an alert. */
    FACILITATOR_ONLY("facilitator-only");

    private final String text;

    ReconcileMode(String written) {
        this.text = written;
    }

    String text() {
        return text;
    }

    static ReconcileMode parse(String text) {
        for (ReconcileMode mode : values()) {
            if (mode.text.equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("must be chain or facilitator-only");
    }
}
