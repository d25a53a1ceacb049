package io.tollgate.settings;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A setting with its three names: property, environment variable, flag.
 *
 * @param name        the property without its prefix: {@code facilitator.url}
 * @param environment the environment variable: {@code FACILITATOR_URL}
 * @param defaultText text of the default; empty without a default, or when it depends on another setting
 * @param meaning     one sentence, without a full stop
 * @param secret      true when the value is or may contain a secret: it is never printed and has no flag
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

    /** {@code --facilitator-url}; empty for a secret, which would be visible in the process list. */
    public Optional<String> flag() {
        return secret ? Optional.empty() : Optional.of("--" + name.replace('.', '-'));
    }
}
