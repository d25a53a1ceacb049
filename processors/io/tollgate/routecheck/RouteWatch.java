package io.tollgate.routecheck;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a folder of routes and reports a change once two polls have seen the same state, so that a file is not read while
 * it is being written. It polls because mounted folders do not report changes.
 */
public final class RouteWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteWatch.class);

    private final RouteFolder folder;
    private final Runnable changed;
    private final ScheduledExecutorService polls = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("route-watch").daemon().factory());
    private Map<Path, String> known;
    private Map<Path, String> seen;

    private RouteWatch(RouteFolder folder, Runnable changed) throws IOException {
        this.folder = folder;
        this.changed = changed;
        known = folder.fingerprint();
        seen = known;
    }

    /** Starts to poll. Call it before the files are read for the first time, so that no change is missed. */
    public static RouteWatch begin(RouteFolder folder, Duration interval, Runnable changed) throws IOException {
        RouteWatch watch = new RouteWatch(folder, changed);
        watch.polls.scheduleWithFixedDelay(
                watch::poll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void poll() {
        try {
            Map<Path, String> now = folder.fingerprint();
            boolean stable = now.equals(seen);
            seen = now;
            if (stable && !now.equals(known)) {
                known = now;
                changed.run();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("could not read the folder of routes: {}", e.toString());
        }
    }

    @Override
    public void close() {
        polls.shutdown();
    }
}
