package io.tollgate.app;

import io.tollgate.admin.OperatorLogin;
import io.tollgate.database.Database;
import io.tollgate.database.DatabaseAccess;
import io.tollgate.http.server.GatewayServer;
import io.tollgate.http.server.RequestHeaderAllowList;
import io.tollgate.routecheck.InvalidRoutesException;
import io.tollgate.routecheck.RouteFolder;
import io.tollgate.routecheck.RouteReload;
import io.tollgate.routecheck.RouteSet;
import io.tollgate.routecheck.RouteWatch;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Secret;
import io.tollgate.settings.Settings;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway: HTTP server, database, steps, and the Camel context with the routes. */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration ROUTE_POLL_INTERVAL = Duration.ofMillis(200);

    private final GatewayServer server;
    private final Database database;
    private final GatewayWiring wiring;
    private final LiveRoutes routes;
    private final OperationsBeans operations;
    private final Optional<RouteWatch> watch;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Gateway(
            GatewayServer server,
            Database database,
            GatewayWiring wiring,
            LiveRoutes routes,
            OperationsBeans operations,
            Optional<RouteWatch> watch) {
        this.server = server;
        this.database = database;
        this.wiring = wiring;
        this.routes = routes;
        this.operations = operations;
        this.watch = watch;
    }

    /**
     * Starts a gateway and returns when it serves.
     *
     * @throws StartFailure when it does not; everything that was started is stopped
     */
    public static Gateway start(Settings settings, Mode mode) throws StartFailure {
        return start(settings, mode, Clock.systemUTC());
    }

    /** Like {@link #start(Settings, Mode)}, with another clock. */
    public static Gateway start(Settings settings, Mode mode, Clock clock) throws StartFailure {
        LOG.debug("starting"); // initializes logging, which two threads at once would do with warnings
        // the two slowest parts of a start run in parallel
        CompletableFuture<Database> opening = CompletableFuture.supplyAsync(() -> Database.open(access(settings)));
        GatewayServer server;
        try {
            server = listen(settings, mode);
        } catch (StartFailure e) {
            opening.thenAccept(Database::close);
            throw e;
        }
        Database database = null;
        OperationsBeans operations = null;
        LiveRoutes routes = null;
        RouteWatch watch = null;
        try {
            Settings resolved = mode == Mode.DEV ? settings.embedded(server.port()) : settings;
            operations = OperationsBeans.open(resolved, mode, server, new SecureRandom());
            SharedBeans steps = new SharedBeans();
            routes = new LiveRoutes(
                    steps,
                    main -> CamelDefaults.configure(main, "tollgate", resolved, properties(resolved)),
                    server,
                    operations,
                    resolved.server().drainTimeout());
            RouteFolder folder = RouteFiles.folder(
                    resolved.server().routesDir(),
                    mode,
                    resolved.payment().settlementHook().isPresent());
            RouteReload reload =
                    new RouteReload(folder, RouteFiles.check(), routes::replace, operations.meters(), clock);
            if (resolved.server().routesReload(mode)) {
                watch = RouteWatch.begin(folder, ROUTE_POLL_INTERVAL, reload::reload);
            }
            RouteSet first = reload.readFirst();
            steps.bean(CamelDefaults.REQUEST_HEADERS, new RequestHeaderAllowList());
            database = await(opening);
            GatewayServices services =
                    new GatewayServices(resolved, mode, database, new SecureRandom(), clock, operations.meters());
            GatewayWiring wiring = new GatewayWiring(services, operations.downloads());
            wiring.bind(steps, routes::context);
            operations.bind(steps, database, wiring.records(), reload);
            operations.management().health().check("routes", serving(routes));
            routes.start(first);
            if (mode == Mode.SERVE) {
                wiring.loadSupported(routes.context());
            }
            wiring.awaitStartupChecks();
            operations.started(routes.context());
            if (mode == Mode.DEV) {
                // the embedded facilitator answers only now
                wiring.loadSupported(routes.context());
            }
            return new Gateway(server, database, wiring, routes, operations, Optional.ofNullable(watch));
        } catch (IllegalStateException | InvalidRoutesException e) {
            undo(server, database, routes, operations, watch);
            throw StartFailure.setting(e.getMessage(), e);
        } catch (Exception e) {
            undo(server, database, routes, operations, watch);
            throw StartFailure.fault("The gateway could not start: " + e.getMessage(), e);
        }
    }

    private static DatabaseAccess access(Settings settings) {
        return new DatabaseAccess(
                settings.storage().databaseUrl(),
                settings.storage().databaseUser(),
                settings.storage().databasePassword().map(Secret::reveal));
    }

    /** Rethrows the failure itself, not the wrapper of the future. */
    private static Database await(CompletableFuture<Database> opening) {
        try {
            return opening.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static GatewayServer listen(Settings settings, Mode mode) throws StartFailure {
        try {
            return GatewayServer.listen(
                    mode == Mode.DEV ? "127.0.0.1" : settings.server().host(),
                    settings.server().port());
        } catch (IOException e) {
            throw StartFailure.setting(e.getMessage(), e);
        }
    }

    /** Fails only when no route serves; refused route files are reported elsewhere. */
    private static Supplier<Optional<String>> serving(LiveRoutes routes) {
        return () -> routes.serves() ? Optional.empty() : Optional.of("down: no route serves");
    }

    /** The placeholders of the routes and the options of Camel components. */
    private static Properties properties(Settings settings) {
        Properties properties = CamelDefaults.properties(settings);
        properties.put("tollgate.endpoint-path", settings.sale().endpointPath().toString());
        properties.put("tollgate.lifecycle-interval", millis(settings.sale().lifecycleInterval()));
        properties.put(
                "tollgate.facilitator.verify-timeout", millis(settings.payment().verifyTimeout()));
        properties.put(
                "tollgate.facilitator.settle-timeout", millis(settings.payment().settleTimeout()));
        properties.put(
                "tollgate.walrus.read-timeout-millis", millis(settings.walrus().readTimeout()));
        properties.put(CamelDefaults.HEADERS, "#" + CamelDefaults.REQUEST_HEADERS);
        properties.put("camel.component.http.automatic-retries-disabled", "true");
        properties.put("camel.component.http.cookie-management-disabled", "true");
        properties.put("camel.component.http.connections-per-route", "1000");
        properties.put("camel.component.http.max-total-connections", "2000");
        properties.put("camel.component.http.follow-redirects", "false");
        properties.put("camel.component.direct.block", "false");
        return properties;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    public int port() {
        return server.port();
    }

    /** The port for operators. */
    public int managementPort() {
        return operations.management().port();
    }

    /** The login with the password of this run; empty unless a development gateway generated one. */
    public Optional<OperatorLogin> operator() {
        return operations.management().operator();
    }

    /** Returns when the gateway has been closed. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Refuses new requests, finishes requests in flight within the drain time, and stops. */
    @Override
    public void close() {
        operations.draining();
        wiring.close();
        undo(server, database, routes, operations, watch.orElse(null));
        stopped.countDown();
    }

    private static void undo(
            GatewayServer server, Database database, LiveRoutes routes, OperationsBeans operations, RouteWatch watch) {
        if (watch != null) {
            watch.close();
        }
        if (routes != null) {
            routes.close();
        }
        if (operations != null) {
            operations.close();
        }
        server.close();
        if (database != null) {
            database.close();
        }
    }
}
