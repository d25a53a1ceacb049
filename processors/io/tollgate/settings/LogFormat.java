package io.tollgate.settings;

/** How log lines are written. */
public enum LogFormat {
    /** For people: time, level, class, message. */
    TEXT("text"),
    /** For programs: one JSON object a line. */
    JSON("json");

    private final String text;

    LogFormat(String written) {
        this.text = written;
    }

    String text() {
        return text;
    }

    static LogFormat parse(String text) {
        for (LogFormat form : values()) {
            if (form.text.equals(text)) {
                return form;
            }
        }
        throw new IllegalArgumentException("must be text or json");
    }
}
