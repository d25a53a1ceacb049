package io.tollgate.database;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds the options to an H2 URL that Tollgate relies on. With the defaults of H2, a killed process loses the commits of its
 * last half second (WRITE_DELAY), and the database closes at the first signal, while the last settlements are still
 * recorded (DB_CLOSE_ON_EXIT). The other two options make its SQL compatible with PostgreSQL.
 */
final class DurableUrl {
    private static final Map<String, String> REQUIRED = new TreeMap<>(
            Map.of("WRITE_DELAY", "0", "DB_CLOSE_ON_EXIT", "FALSE", "MODE", "PostgreSQL", "DATABASE_TO_LOWER", "TRUE"));

    private DurableUrl() {}

    static String of(String url) {
        if (!url.startsWith("jdbc:h2:")) {
            return url;
        }
        StringBuilder whole = new StringBuilder(url);
        String[] parts = url.split(";");
        boolean shared = isShared(url);
        REQUIRED.forEach((name, value) -> {
            String given = parameter(parts, name);
            if (shared && name.equals("DB_CLOSE_ON_EXIT")) {
                // H2 refuses this option for a file that several processes share
                return;
            }
            if (given == null) {
                whole.append(';').append(name).append('=').append(value);
            } else if (!given.equalsIgnoreCase(value)) {
                throw new IllegalStateException("DATABASE_URL sets " + name + "=" + given + ", but Tollgate needs "
                        + name + "=" + value + "; remove it from the URL.");
            }
        });
        return whole.toString();
    }

    /** Several processes may open the file at the same time. */
    static boolean isShared(String url) {
        return url.startsWith("jdbc:h2:") && "TRUE".equalsIgnoreCase(parameter(url.split(";"), "AUTO_SERVER"));
    }

    private static String parameter(String[] parts, String name) {
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals > 0
                    && part.substring(0, equals)
                            .strip()
                            .toUpperCase(Locale.ROOT)
                            .equals(name)) {
                return part.substring(equals + 1).strip();
            }
        }
        return null;
    }
}
