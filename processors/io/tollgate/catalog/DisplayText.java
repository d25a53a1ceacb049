package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/** Titles and descriptions as people see them: one line, bounded, without characters that steer a terminal or a page. */
public final class DisplayText {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 500;

    private DisplayText() {}

    /** @throws IllegalArgumentException in words that begin with the field's name */
    public static String title(String written) {
        return checked("title", written, LONGEST_TITLE);
    }

    /** @throws IllegalArgumentException in words that begin with the field's name */
    public static String description(String written) {
        return checked("description", written, LONGEST_DESCRIPTION);
    }

    private static String checked(String name, String written, int longest) {
        String text = requireNonNull(written, name + " must not be null").strip();
        if (text.length() > longest || CONTROL.matcher(text).find()) {
            throw new IllegalArgumentException(name + " must be one line of at most " + longest + " characters");
        }
        return text;
    }
}
