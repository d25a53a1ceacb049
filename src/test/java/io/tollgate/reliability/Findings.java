package io.tollgate.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The result of a reliability test, printed, and appended to {@code -Dtollgate.reliability.table=FILE} for
 * {@code bench/reliability/run}. A line is written only when all its values have been asserted.
 *
 * @param what     the test
 * @param database the database of the test
 * @param sequences  number of sequences or sales
 * @param kills    number of killed processes or gateways
 * @param settles  maximum number of settlements of one authorization
 * @param seed     seed that repeats the sequences; empty without randomness
 */
record Findings(String what, Object database, long sequences, long kills, long settles, String seed) {
    void report() throws IOException {
        System.out.println(what + " on " + database + ": " + sequences + " sequences, " + kills
                + " kills, settlements per authorization at most " + settles
                + ", paid and not obtainable 0, bytes before settlement 0"
                + (seed.isEmpty() ? "" : ", seed " + seed));
        String table = System.getProperty("tollgate.reliability.table", "");
        if (!table.isEmpty()) {
            String line = String.join(
                    "|",
                    "",
                    what,
                    String.valueOf(database),
                    Long.toString(sequences),
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
