package io.tollgate.dev.walrus;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Parses a query as strictly as Walrus: an unknown parameter, a duplicate, and a value of another type are errors, with
 * the messages of a Walrus daemon.
 */
final class QueryString {
    private final Map<String, String> values = new HashMap<>();

    /**
     * Parses a query.
     *
     * @param raw as in the request line, null or empty for none
     * @throws Invalid when a parameter is unknown or duplicate
     */
    QueryString(String raw, List<String> known) throws Invalid {
        if (raw == null) {
            return;
        }
        for (String pair : raw.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!known.contains(name)) {
                String list = known.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
                throw new Invalid("unknown field `" + name + "`, expected one of " + list);
            }
            if (values.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                throw new Invalid("duplicate field `" + name + "`");
            }
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean flag(String name) throws Invalid {
        return switch (values.getOrDefault(name, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Invalid(name + ": provided string was not `true` or `false`");
        };
    }

    /** Returns an unsigned number up to the given maximum. */
    OptionalLong number(String name, long max) throws Invalid {
        String digits = values.get(name);
        if (digits == null) {
            return OptionalLong.empty();
        }
        if (digits.isEmpty()) {
            throw new Invalid(name + ": cannot parse integer from empty string");
        }
        if (!digits.matches("\\+?[0-9]+")) {
            throw new Invalid(name + ": invalid digit found in string");
        }
        String plain = digits.replaceFirst("\\+?0*(?=[0-9])", "");
        if (plain.length() > 18 || Long.parseLong(plain) > max) {
            throw new Invalid(name + ": number too large to fit in target type");
        }
        return OptionalLong.of(Long.parseLong(plain));
    }

    private static String decode(String text) throws Invalid {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Invalid("invalid percent-encoding");
        }
    }

    /** Thrown for a query that is refused, with the message. */
    static final class Invalid extends Exception {
        Invalid(String message) {
            super(message, null, false, false);
        }

        DevAnswer answer() {
            return DevAnswer.text(400, "Failed to deserialize query string: " + getMessage());
        }
    }
}
