package io.tollgate.cli;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How long a command has been running, from the first line of the launcher, which says when that was; a build that it
 * had to do first does not count. Without the launcher the JVM's own start is what is known.
 */
final class ProcessAge {
    private static final String LAUNCHED = "tollgate.launched";

    private ProcessAge() {}

    static Duration now() {
        Long launched = Long.getLong(LAUNCHED);
        long since = launched != null
                ? launched
                : ManagementFactory.getRuntimeMXBean().getStartTime();
        return Duration.ofMillis(System.currentTimeMillis() - since);
    }
}
