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

/** One Camel context with one set of routes, from its start until the last request that it took is answered. */
final class Generation {
    private static final Logger LOG = LoggerFactory.getLogger(Generation.class);

    /** Consumers that only answer what is sent to them; the others look for work by themselves. */
    private static final Set<String> WAITING = Set.of("direct", "platform-http", "management");

    private final Main camel;
    private final List<Runnable> mounts;
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** @param doors what sends new requests here */
    Generation(Main camel, List<Runnable> doors) {
        this.camel = camel;
        this.mounts = doors;
    }

    CamelContext context() {
        return camel.getCamelContext();
    }

    void takeRequests() {
        mounts.forEach(Runnable::run);
    }

    /** Looks for no more work: timers and folders are the successor's from here on. */
    void suspendPollers() {
        pollingRoutes().forEach(route -> ServiceHelper.suspendService(route.getConsumer()));
    }

    /** Looks for work again, after there was no successor. */
    void resumePollers() {
        pollingRoutes().forEach(route -> ServiceHelper.resumeService(route.getConsumer()));
    }

    private List<Route> pollingRoutes() {
        return context().getRoutes().stream()
                .filter(route -> !WAITING.contains(scheme(route)))
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

    /** Ends it; what is in flight has this long. */
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
