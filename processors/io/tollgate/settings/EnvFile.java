package io.tollgate.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a {@code .env} file: {@code NAME=value} lines, with or without {@code export} and quotes. A {@code #} starts a
 * comment at the start of a line or after a blank. Variables are not expanded.
 */
final class EnvFile {
    private static final Pattern LINE =
            Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(\"[^\"]*\"|'[^']*'|.*?)(?:\\s+#.*)?\\s*");

    private EnvFile() {}

    /** The names and values of the file; empty when it does not exist. Lines that are not assignments are ignored. */
    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return values;
        }
        for (String line : Files.readAllLines(file)) {
            Matcher match = LINE.matcher(line.strip());
            if (match.matches()) {
                values.put(match.group(1), unquote(match.group(2)));
            }
        }
        return values;
    }

    private static String unquote(String value) {
        boolean quoted = value.length() >= 2
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
