package io.tollgate.routecheck;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.log.LogEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads, checks and loads route files. Files with problems are reported, and the loaded routes keep running. */
public final class RouteReload {
    private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);

    private final RouteFolder folder;
    private final RouteCheck check;
    private final Loader loader;
    private final Clock clock;
    private final Counter loads;
    private final Counter refusals;
    private RouteSet loaded;
    private Instant loadedAt;
    private volatile String problem = "";

    /** Replaces the running routes, or throws and changes nothing. */
    @FunctionalInterface
    public interface Loader {
        void load(RouteSet set) throws Exception;
    }

    public RouteReload(RouteFolder folder, RouteCheck check, Loader loader, MeterRegistry meters, Clock clock) {
        this.folder = requireNonNull(folder, "folder must not be null");
        this.check = requireNonNull(check, "check must not be null");
        this.loader = requireNonNull(loader, "loader must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
        loads = counter(meters, "loaded");
        refusals = counter(meters, "refused");
        Gauge.builder("tollgate.routes.refused", () -> problem.isEmpty() ? 0 : 1)
                .description("1 while the route files differ from the running routes because they were refused")
                .register(meters);
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("tollgate.routes.reloads")
                .description("Reloads of changed route files by outcome")
                .tag("outcome", outcome)
                .register(meters);
    }

    /**
     * Reads and checks the routes to start with.
     *
     * @throws InvalidRoutesException with all problems
     */
    public synchronized RouteSet readFirst() throws IOException, InvalidRoutesException {
        RouteSet set = folder.read();
        check.requireValid(set);
        loaded = set;
        loadedAt = clock.instant();
        if (!set.customised().isEmpty()) {
            LOG.info("route files of the operator: {}", String.join(", ", set.customised()));
        }
        return set;
    }

    /** Reads and loads the files again; empty on success, otherwise one line for each problem. */
    public synchronized Optional<String> reload() {
        RouteSet set = null;
        try {
            set = folder.read();
            if (!set.equals(loaded)) {
                check.requireValid(set);
                loader.load(set);
                loaded = set;
                loadedAt = clock.instant();
                loads.increment();
                LogEvent.ROUTES_RELOADED.at(LOG).log("routes reloaded");
            }
            problem = "";
        } catch (InvalidRoutesException e) {
            reject(e.getMessage());
        } catch (Exception | LinkageError e) {
            LOG.debug("the routes did not start", e);
            reject(RouteFailure.describe(e, set));
        }
        return Optional.of(problem).filter(text -> !text.isEmpty());
    }

    private void reject(String reason) {
        refusals.increment();
        if (reason.equals(problem)) {
            return; // already logged
        }
        problem = reason;
        reason.lines()
                .forEach(line -> LogEvent.ROUTES_REFUSED
                        .at(LOG)
                        .log("route files refused, the old routes keep running: {}", line));
    }

    /** Why the route files were refused; empty when the running routes are those of the files. */
    public String problem() {
        return problem;
    }

    public synchronized Instant loadedAt() {
        return loadedAt;
    }

    /** Places of the running files that the operator added or changed. */
    public synchronized List<String> customised() {
        return loaded.customised();
    }

    public RouteFolder folder() {
        return folder;
    }
}
