package io.tollgate.settings;

import static java.util.Objects.requireNonNull;

/** A value that must not be seen: a private key, a token. Printing it shows nothing; only {@link #reveal} gives it. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = requireNonNull(value, "value must not be null");
    }

    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
