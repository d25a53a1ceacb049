package io.tollgate.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** A line on a terminal that shows how far a transfer is; it is rewritten in place and gone at the end. */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final long EVERY_NANOS = 100_000_000;

    private final PrintWriter terminal;
    private final boolean shown;
    private final long started = System.nanoTime();
    private long last = started - EVERY_NANOS;
    private boolean drawn;

    /** @param shown false without a terminal: nothing is printed then */
    ProgressBar(PrintWriter terminal, boolean shown) {
        this.terminal = terminal;
        this.shown = shown;
    }

    /** @param total -1 when it is not known */
    synchronized void at(long done, long total) {
        long now = System.nanoTime();
        if (!shown || (now - last < EVERY_NANOS && done != total)) {
            return;
        }
        last = now;
        drawn = true;
        double rate = done / Math.max(1e-3, (now - started) / 1e9);
        terminal.print("\r\u001b[K" + line(done, total) + String.format(Locale.ROOT, "  %.1f MiB/s", rate / (1 << 20)));
        terminal.flush();
    }

    static String line(long done, long total) {
        String amount = String.format(Locale.ROOT, "%.1f MiB", done / (double) (1 << 20));
        if (total <= 0) {
            return amount;
        }
        int filled = (int) (done * WIDTH / total);
        return "[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done * 100 / total + " %  " + amount;
    }

    synchronized void clear() {
        if (drawn) {
            terminal.print("\r\u001b[K");
            terminal.flush();
            drawn = false;
        }
    }
}
