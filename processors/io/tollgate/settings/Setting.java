package io.tollgate.settings;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One thing an operator can set, and its three names: the property, the environment variable, the flag.
 *
 * @param name        the property without its prefix: {@code facilitator.url}
 * @param environment the name the ecosystem uses: {@code FACILITATOR_URL}
 * @param defaultText as it would be written; empty when there is none or it follows from another setting
 * @param meaning     one sentence, without a full stop
 * @param secret      true when the value is or may carry a secret: it is never printed and has no flag
 */
public record Setting<T>(
        String name, String environment, Kind<T> kind, String defaultText, String meaning, boolean secret) {
    public static final String PREFIX = "tollgate.";

    public Setting {
        requireNonNull(name, "name must not be null");
        requireNonNull(environment, "environment must not be null");
        requireNonNull(kind, "kind must not be null");
        requireNonNull(defaultText, "defaultText must not be null");
        requireNonNull(meaning, "meaning must not be null");
    }

    static <T> Setting<T> of(String name, String environment, Kind<T> kind, String defaultText, String meaning) {
        return new Setting<>(name, environment, kind, defaultText, meaning, false);
    }

    static <T> Setting<T> secret(String name, String environment, Kind<T> kind, String meaning) {
        return new Setting<>(name, environment, kind, "", meaning, true);
    }

    /** {@code tollgate.facilitator.url}. */
    public String property() {
        return PREFIX + name;
    }

    /** {@code --facilitator-url}; empty for a secret, which would show in the list of processes. */
    public Optional<String> flag() {
        return secret ? Optional.empty() : Optional.of("--" + name.replace('.', '-'));
    }
}
