package io.tollgate.settings;

import static java.util.Objects.requireNonNull;

/** A secret value, such as a private key or a token. {@link #toString} hides it; only {@link #reveal} returns it. */
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
