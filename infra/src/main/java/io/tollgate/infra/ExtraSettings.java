package io.tollgate.infra;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings of Tollgate that the template does not set, such as {@code PRICE}; docs/configuration.md lists all.
 *
 * @param plain   values by name of the setting; part of the template
 * @param secrets names in Secrets Manager by name of the setting; for tasks only
 */
record ExtraSettings(Map<String, String> plain, Map<String, String> secrets) {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Pattern SECRET_NAME = Pattern.compile(".*(KEY|SECRET|TOKEN|PASSWORD|HASH|HEADERS)|RPC_URL");
    private static final Pattern FUNCTION_NAME = Pattern.compile("(MCP|WALLET)_.*");

    ExtraSettings {
        plain = Map.copyOf(plain);
        secrets = Map.copyOf(secrets);
        plain.keySet().stream().filter(SECRET_NAME.asMatchPredicate()).findAny().ifPresent(name -> {
            throw new IllegalArgumentException(
                    name + " may be a secret, and a template is readable: store it in Secrets"
                            + " Manager and pass -c secretSettings=\"" + name + "=NAME\".");
        });
        secrets.keySet().stream()
                .filter(FUNCTION_NAME.asMatchPredicate())
                .findAny()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            name + " is not a secret of the tasks; secretSettings sets only those.");
                });
    }

    /**
     * @param plain   {@code NAME=value NAME=value}
     * @param secrets {@code NAME=secret NAME=secret}
     */
    static ExtraSettings read(String plain, String secrets) {
        return new ExtraSettings(pairs(plain, "settings"), pairs(secrets, "secretSettings"));
    }

    private static Map<String, String> pairs(String text, String key) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2
                    || parts[1].isEmpty()
                    || !NAME.matcher(parts[0]).matches()) {
                throw new IllegalArgumentException(key + " must be NAME=value pairs, separated by blanks.");
            }
            if (pairs.put(parts[0], parts[1]) != null) {
                throw new IllegalArgumentException(key + " names " + parts[0] + " twice.");
            }
        }
        return pairs;
    }

    /** Adds a setting to those of the template, which must not set it already. */
    static <T> void add(Map<String, T> settings, String name, T value) {
        if (settings.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException(name + " is set by the template and cannot be set again.");
        }
    }

    Map<String, String> plainForTasks() {
        return plainWhere(FUNCTION_NAME.asMatchPredicate().negate());
    }

    Map<String, String> plainForFunction() {
        return plainWhere(FUNCTION_NAME.asMatchPredicate());
    }

    private Map<String, String> plainWhere(Predicate<String> nameMatches) {
        return plain.entrySet().stream()
                .filter(entry -> nameMatches.test(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
