package io.tollgate.app;

import io.tollgate.http.server.GatewayServer;
import io.tollgate.routecheck.RouteSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/**
 * Runs the routes. A new set starts in a Camel context of its own beside the one that serves; only when all of it has
 * started do new requests go there. What the old one has begun it brings to its end, and then it goes.
 */
final class LiveRoutes implements AutoCloseable {
    private static final Duration GLANCE = Duration.ofMillis(250);

    /** Longer than a request takes from the port to its route. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(1);

    private final SharedBeans blueprint;
    private final Consumer<Main> configuration;
    private final GatewayServer server;
    private final OperationsBeans operations;
    private final Duration drainTimeout;
    private final Set<Generation> retiring = ConcurrentHashMap.newKeySet();
    private Generation current;
    private volatile boolean closing;

    LiveRoutes(
            SharedBeans blueprint,
            Consumer<Main> configuration,
            GatewayServer server,
            OperationsBeans operations,
            Duration drainTimeout) {
        this.blueprint = blueprint;
        this.configuration = configuration;
        this.server = server;
        this.operations = operations;
        this.drainTimeout = drainTimeout;
    }

    /** Starts the first set. */
    synchronized void start(RouteSet set) throws Exception {
        current = begin(set);
        blueprint.running(current.context());
        current.takeRequests();
    }

    /**
     * Has another set serve.
     *
     * @throws Exception when it does not start; then the old one serves on, as if nothing had been
     */
    synchronized void replace(RouteSet set) throws Exception {
        if (closing) {
            return;
        }
        Generation old = current;
        Generation next;
        old.suspendPollers();
        try {
            next = begin(set);
        } catch (Exception | LinkageError e) {
            old.resumePollers();
            throw e;
        }
        blueprint.running(next.context());
        next.takeRequests();
        operations.show(next.context());
        current = next;
        retiring.add(old);
        Thread.ofVirtual().name("old-routes").start(() -> retire(old));
    }

    private Generation begin(RouteSet set) throws Exception {
        Main camel = blueprint.copy();
        Generation next = null;
        try {
            configuration.accept(camel);
            if (current != null) {
                camel.configure().setJmxManagementNamePattern("#name#-#counter#"); // its predecessor has the name
            }
            camel.configure().addRoutesBuilder(set.builder());
            camel.init();
            CamelContext context = camel.getCamelContext();
            next = new Generation(camel, List.of(server.prepare(context), operations.prepare(context)));
            camel.start();
            return next;
        } catch (Exception | LinkageError e) {
            (next == null ? new Generation(camel, List.of()) : next).stop(Duration.ZERO);
            throw e;
        }
    }

    private void retire(Generation old) {
        try {
            Thread.sleep(ON_THE_WAY);
            while (old.busy() && !closing) {
                Thread.sleep(GLANCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!closing) {
            old.stop(drainTimeout);
            retiring.remove(old);
        }
    }

    /** True while something answers the public port. */
    synchronized boolean serves() {
        return current != null && current.serves();
    }

    /** Lets what is in flight finish within the drain time, of all sets together. */
    @Override
    public void close() {
        closing = true;
        Instant end = Instant.now().plus(drainTimeout);
        retiring.forEach(old -> old.stop(Duration.between(Instant.now(), end)));
        synchronized (this) {
            if (current != null) {
                current.stop(Duration.between(Instant.now(), end));
            }
        }
    }
}
