package io.tollgate.settings;

import java.util.List;

/** Settings that prevent a start. Each problem is one sentence that names the setting and what to do. */
public final class BadSettings extends Exception {
    private final List<String> problems;

    public BadSettings(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each; not empty, and without values of secrets. */
    public List<String> problems() {
        return problems;
    }
}
