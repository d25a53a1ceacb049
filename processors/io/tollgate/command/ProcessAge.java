package io.tollgate.command;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How long this process runs, launcher included: the launcher becomes the JVM and keeps its process. Linux tells it to
 * a hundredth of a second; elsewhere the JVM's own start is the best that is known.
 */
final class ProcessAge {
    private static final Path STAT = Path.of("/proc/self/stat");
    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final int START_FIELD_AFTER_NAME = 19;
    private static final double TICKS_PER_SECOND = 100;

    private ProcessAge() {}

    static Duration now() {
        Duration jvm = Duration.ofMillis(System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime());
        try {
            String stat = Files.readString(STAT);
            double started =
                    Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_FIELD_AFTER_NAME])
                            / TICKS_PER_SECOND;
            double uptime = Double.parseDouble(Files.readString(UPTIME).split(" ")[0]);
            Duration process = Duration.ofMillis(Math.round((uptime - started) * 1000));
            return process.compareTo(jvm) < 0 ? jvm : process;
        } catch (IOException | RuntimeException e) {
            return jvm;
        }
    }
}
