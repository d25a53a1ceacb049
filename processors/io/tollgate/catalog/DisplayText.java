package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/** Text that people see: one line, bounded, without characters that control a terminal or a page. */
final class DisplayText {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private DisplayText() {}

    /** @throws IllegalArgumentException in words that begin with the field's name */
    static String line(String name, String written, int longest) {
        String text = requireNonNull(written, name + " must not be null").strip();
        if (text.length() > longest || CONTROL.matcher(text).find()) {
            throw new IllegalArgumentException(name + " must be one line of at most " + longest + " characters");
        }
        return text;
    }
}
