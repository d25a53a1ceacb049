package io.tollgate.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** The numbered lines of the demo, each with the time its step took. */
final class DemoSteps {
    private final PrintWriter out;
    private int number;
    private long began = System.nanoTime();

    DemoSteps(PrintWriter out) {
        this.out = out;
    }

    /** Starts the clock of the next step. */
    void begin() {
        began = System.nanoTime();
    }

    /** Prints the step that just ended. */
    void done(String name, String what) {
        done(name, what, Duration.ofNanos(System.nanoTime() - began));
    }

    void done(String name, String what, Duration took) {
        number++;
        out.println(String.format(Locale.ROOT, "%d  %-9s %8s  %s", number, name, GatewayRun.seconds(took), what));
        out.flush();
        begin();
    }

    /** A line that belongs to the step above it. */
    void more(String what) {
        out.println(" ".repeat(22) + what);
        out.flush();
    }
}
