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
 * Looks at a folder of routes again and again and tells of a change once two looks saw the same, so that a file that is
 * being written is not read halfway. It looks rather than listens, because mounted folders tell nobody of changes.
 */
public final class RouteWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteWatch.class);

    private final RouteFolder folder;
    private final Runnable changed;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("route-watch").daemon().factory());
    private Map<Path, String> known;
    private Map<Path, String> seen;

    private RouteWatch(RouteFolder folder, Runnable changed) throws IOException {
        this.folder = folder;
        this.changed = changed;
        known = folder.fingerprint();
        seen = known;
    }

    /** Begins; to be called before the files are read for the first time, so that no change is missed. */
    public static RouteWatch begin(RouteFolder folder, Duration pace, Runnable changed) throws IOException {
        RouteWatch watch = new RouteWatch(folder, changed);
        watch.looks.scheduleWithFixedDelay(watch::look, pace.toMillis(), pace.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try {
            Map<Path, String> now = folder.fingerprint();
            boolean settled = now.equals(seen);
            seen = now;
            if (settled && !now.equals(known)) {
                known = now;
                changed.run();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("the folder of routes cannot be looked at: {}", e.toString());
        }
    }

    @Override
    public void close() {
        looks.shutdown();
    }
}
