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

/** Reads the route files, checks them and has them loaded; what is refused changes nothing and is told. */
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

    /** Has a set of routes serve, or throws and leaves things as they were. */
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
                .description("1 while the route files say something else than what runs, because they were refused")
                .register(meters);
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("tollgate.routes.reloads")
                .description("Route files read after a change, by what became of it")
                .tag("outcome", outcome)
                .register(meters);
    }

    /**
     * What to start with.
     *
     * @throws InvalidRoutesException with everything that is wrong
     */
    public synchronized RouteSet first() throws IOException, InvalidRoutesException {
        RouteSet set = folder.read();
        check.pass(set);
        loaded = set;
        loadedAt = clock.instant();
        if (!set.customised().isEmpty()) {
            LOG.info("routes of the operator: {}", String.join(", ", set.customised()));
        }
        return set;
    }

    /** Reads the files again; empty when they run now, else why they do not: one line for each thing. */
    public synchronized Optional<String> reload() {
        RouteSet set = null;
        try {
            set = folder.read();
            if (!set.equals(loaded)) {
                check.pass(set);
                loader.load(set);
                loaded = set;
                loadedAt = clock.instant();
                loads.increment();
                LogEvent.ROUTES_RELOADED.at(LOG).log("routes reloaded");
            }
            problem = "";
        } catch (InvalidRoutesException e) {
            refuse(e.getMessage());
        } catch (Exception | LinkageError e) {
            LOG.debug("the routes did not start", e);
            refuse(RouteFailure.told(e, set));
        }
        return Optional.of(problem).filter(text -> !text.isEmpty());
    }

    private void refuse(String reason) {
        refusals.increment();
        if (reason.equals(problem)) {
            return; // told already
        }
        problem = reason;
        reason.lines().forEach(line -> LogEvent.ROUTES_REFUSED.at(LOG).log("the routes stay as they were: {}", line));
    }

    /** Why the files are not what runs; empty when they are. */
    public String problem() {
        return problem;
    }

    public synchronized Instant loadedAt() {
        return loadedAt;
    }

    /** Files of the operator's among those that run. */
    public synchronized List<String> customised() {
        return loaded.customised();
    }

    public RouteFolder folder() {
        return folder;
    }
}
