package io.tollgate.infra;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings of Tollgate that do not follow from the deployment, such as {@code PRICE}: docs/configuration.md has them all.
 *
 * @param plain  value by name; they stand in the template
 * @param secret name in Secrets Manager by name of the setting; for tasks only
 */
record ExtraSettings(Map<String, String> plain, Map<String, String> secret) {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Pattern SECRET = Pattern.compile(".*(KEY|SECRET|TOKEN|PASSWORD|HASH|HEADERS)|RPC_URL");
    private static final Pattern OF_FUNCTION = Pattern.compile("(MCP|WALLET)_.*");

    ExtraSettings {
        plain = Map.copyOf(plain);
        secret = Map.copyOf(secret);
        plain.keySet().stream().filter(SECRET.asMatchPredicate()).findAny().ifPresent(name -> {
            throw new IllegalArgumentException(name + " may hold a secret, and a template is read by many: put it"
                    + " into Secrets Manager, and -c secretSettings=\"" + name + "=NAME\".");
        });
        secret.keySet().stream()
                .filter(OF_FUNCTION.asMatchPredicate())
                .findAny()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(name + " is none of the gateway's secrets.");
                });
    }

    /**
     * @param plain  {@code NAME=value NAME=value}
     * @param secret {@code NAME=secret NAME=secret}
     */
    static ExtraSettings read(String plain, String secret) {
        return new ExtraSettings(pairs(plain, "settings"), pairs(secret, "secretSettings"));
    }

    private static Map<String, String> pairs(String text, String key) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2
                    || parts[1].isEmpty()
                    || !NAME.matcher(parts[0]).matches()) {
                throw new IllegalArgumentException(key + " must be NAME=value, several with blanks between them.");
            }
            if (pairs.put(parts[0], parts[1]) != null) {
                throw new IllegalArgumentException(key + " names " + parts[0] + " twice.");
            }
        }
        return pairs;
    }

    /** Adds a setting to those that follow from the deployment, unless it is one of them. */
    static <T> void add(Map<String, T> settings, String name, T value) {
        if (settings.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException(name + " follows from the deployment and cannot be set beside it.");
        }
    }

    Map<String, String> ofTasks() {
        return plain(OF_FUNCTION.asMatchPredicate().negate());
    }

    Map<String, String> ofFunction() {
        return plain(OF_FUNCTION.asMatchPredicate());
    }

    private Map<String, String> plain(Predicate<String> wanted) {
        return plain.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
