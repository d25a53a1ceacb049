package io.tollgate.settings;

/** Who is asked what became of a settlement that nobody knows the answer to. */
public enum ReconcileMode {
    /** The chain, and the facilitator again. */
    CHAIN("chain"),
    /** The facilitator alone: what it leaves open stays open, and the operator is alarmed. */
    FACILITATOR_ONLY("facilitator-only");

    private final String written;

    ReconcileMode(String written) {
        this.written = written;
    }

    String written() {
        return written;
    }

    static ReconcileMode read(String text) {
        for (ReconcileMode mode : values()) {
            if (mode.written.equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("must be chain or facilitator-only");
    }
}
