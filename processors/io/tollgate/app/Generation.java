package io.tollgate.app;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Camel context with one set of routes, from its start until its last request is answered. */
final class Generation {
    private static final Logger LOG = LoggerFactory.getLogger(Generation.class);

    /** Schemes of consumers that only answer calls; all others poll for work. */
    private static final Set<String> PASSIVE = Set.of("direct", "platform-http", "management");

    private final Main camel;
    private final List<Runnable> mounts;
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** @param mounts switch the ports to this context */
    Generation(Main camel, List<Runnable> mounts) {
        this.camel = camel;
        this.mounts = mounts;
    }

    CamelContext context() {
        return camel.getCamelContext();
    }

    void takeRequests() {
        mounts.forEach(Runnable::run);
    }

    /** Stops its timers and folder consumers, because the next context polls from here on. */
    void suspendPollers() {
        pollingRoutes().forEach(route -> ServiceHelper.suspendService(route.getConsumer()));
    }

    /** Polls again, because the next context did not start. */
    void resumePollers() {
        pollingRoutes().forEach(route -> ServiceHelper.resumeService(route.getConsumer()));
    }

    private List<Route> pollingRoutes() {
        return context().getRoutes().stream()
                .filter(route -> !PASSIVE.contains(scheme(route)))
                .toList();
    }

    private static String scheme(Route route) {
        String uri = route.getEndpoint().getEndpointUri();
        return uri.substring(0, uri.indexOf(':'));
    }

    /** True while a route answers the public port. */
    boolean serves() {
        return context().getStatus().isStarted()
                && context().getRoutes().stream()
                        .filter(route -> scheme(route).equals("platform-http"))
                        .anyMatch(route -> context()
                                .getRouteController()
                                .getRouteStatus(route.getId())
                                .isStarted());
    }

    boolean busy() {
        return context().getInflightRepository().size() > 0;
    }

    /** @param patience how long requests in flight may take */
    void stop(Duration patience) {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        try {
            if (camel.getCamelContext() != null) {
                context().getShutdownStrategy().setTimeout(Math.max(1, patience.toSeconds()));
            }
            camel.stop();
        } catch (RuntimeException e) {
            LOG.warn("the routes did not stop cleanly", e);
        }
    }
}
