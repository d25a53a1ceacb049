package io.tollgate.mcp;

import java.util.regex.Pattern;

/** Makes text from outside fit to be shown: one line, no control characters, limited length. */
public final class ToolText {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}]+");
    private static final int MAX_LENGTH = 300;

    private ToolText() {}

    public static String line(String text) {
        String line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "…" : line;
    }
}
