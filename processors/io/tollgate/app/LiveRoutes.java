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
 * Runs the routes. A new set starts in its own Camel context beside the one that serves, and takes new requests once
 * all of it has started. The old context finishes the requests that it has begun, and stops.
 */
final class LiveRoutes implements AutoCloseable {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

    /** Longer than a request takes from the port to its route. */
    private static final Duration HANDOVER_TIME = Duration.ofSeconds(1);

    private final SharedBeans beans;
    private final Consumer<Main> configuration;
    private final GatewayServer server;
    private final OperationsBeans operations;
    private final Duration drainTimeout;
    private final Set<Generation> retiring = ConcurrentHashMap.newKeySet();
    private volatile Generation current;
    private volatile boolean closing;

    LiveRoutes(
            SharedBeans beans,
            Consumer<Main> configuration,
            GatewayServer server,
            OperationsBeans operations,
            Duration drainTimeout) {
        this.beans = beans;
        this.configuration = configuration;
        this.server = server;
        this.operations = operations;
        this.drainTimeout = drainTimeout;
    }

    /** Starts the first set. */
    synchronized void start(RouteSet set) throws Exception {
        current = begin(set);
        current.takeRequests();
    }

    /**
     * Replaces the routes that serve.
     *
     * @throws Exception when the new set does not start; the old one then keeps serving
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
        current = next;
        next.takeRequests();
        operations.show(next.context());
        retiring.add(old);
        Thread.ofVirtual().name("old-routes").start(() -> retire(old));
    }

    private Generation begin(RouteSet set) throws Exception {
        Main camel = new Main();
        beans.bindTo(camel);
        Generation next = null;
        try {
            configuration.accept(camel);
            if (current != null) {
                camel.configure().setJmxManagementNamePattern("#name#-#counter#"); // the old context has the plain name
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
            Thread.sleep(HANDOVER_TIME);
            while (old.busy() && !closing) {
                Thread.sleep(POLL_INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!closing) {
            old.stop(drainTimeout);
            retiring.remove(old);
        }
    }

    /** The context that takes requests now; null before the first start. It does not wait for a reload. */
    CamelContext context() {
        Generation serving = current;
        return serving == null ? null : serving.context();
    }

    /** True while a route answers the public port. */
    synchronized boolean serves() {
        return current != null && current.serves();
    }

    /** Finishes the requests in flight of all contexts within one drain time. */
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
