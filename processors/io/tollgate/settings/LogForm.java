package io.tollgate.settings;

/** How log lines are written. */
public enum LogForm {
    /** For people: time, level, class, message. */
    TEXT("text"),
    /** For programs: one JSON object a line. */
    JSON("json");

    private final String written;

    LogForm(String written) {
        this.written = written;
    }

    String written() {
        return written;
    }

    static LogForm read(String text) {
        for (LogForm form : values()) {
            if (form.written.equals(text)) {
                return form;
            }
        }
        throw new IllegalArgumentException("must be text or json");
    }
}
