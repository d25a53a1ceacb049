package io.tollgate.settings;

/** The format of log lines. */
public enum LogFormat {
    /** For people: time, level, class, message. */
    TEXT("text"),
    /** For programs: one JSON object per line. */
    JSON("json");

    private final String text;

    LogFormat(String written) {
        this.text = written;
    }

    String text() {
        return text;
    }

    static LogFormat parse(String text) {
        for (LogFormat format : values()) {
            if (format.text.equals(text)) {
                return format;
            }
        }
        throw new IllegalArgumentException("must be text or json");
    }
}
