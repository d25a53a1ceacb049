package io.tollgate.settings;

/** Who is asked what became of a settlement that nobody knows the answer to. */
public enum ReconcileMode {
    /** The chain, and the facilitator again. */
    CHAIN("chain"),
    /** The facilitator alone: what it leaves open stays open, and the operator is alarmed. */
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
