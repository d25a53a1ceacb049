package io.tollgate.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a proof found, printed, and written down for {@code bench/reliability/run} where that asks for it by
 * {@code -Dtollgate.reliability.table=FILE}. A line exists only when everything it says was asserted.
 *
 * @param what     the proof
 * @param database what it ran on
 * @param stories  sequences or sales it went through
 * @param kills    how many processes or gateways were killed and started again
 * @param settles  the most settlements that one authorisation had
 * @param seed     tells the same stories again; empty when chance plays no part
 */
record Findings(String what, Object database, long stories, long kills, long settles, String seed) {
    void tell() throws IOException {
        System.out.println(what + " on " + database + ": " + stories + " sequences, " + kills
                + " kills, settlements per authorisation at most " + settles
                + ", paid and not obtainable 0, bytes before settlement 0"
                + (seed.isEmpty() ? "" : ", seed " + seed));
        String table = System.getProperty("tollgate.reliability.table", "");
        if (!table.isEmpty()) {
            String line = String.join(
                    "|",
                    "",
                    what,
                    String.valueOf(database),
                    Long.toString(stories),
                    Long.toString(kills),
                    Long.toString(settles),
                    "0",
                    "0",
                    seed,
                    "\n");
            Files.writeString(Path.of(table), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
