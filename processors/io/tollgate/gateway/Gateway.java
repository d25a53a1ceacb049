package io.tollgate.gateway;

import io.tollgate.database.Database;
import io.tollgate.database.DatabaseAccess;
import io.tollgate.http.DoorHeaders;
import io.tollgate.http.GatewayServer;
import io.tollgate.operations.OperatorLogin;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Secret;
import io.tollgate.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running gateway: the HTTP server, the database, the beans of the steps, and the Camel context with the routes. */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final GatewayServer server;
    private final Database database;
    private final Beans beans;
    private final Main camel;
    private final OperationsBeans operations;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Gateway(GatewayServer server, Database database, Beans beans, Main camel, OperationsBeans operations) {
        this.server = server;
        this.database = database;
        this.beans = beans;
        this.camel = camel;
        this.operations = operations;
    }

    /**
     * Starts a gateway and returns when it serves.
     *
     * @throws StartFailure when it does not; whatever was begun is undone
     */
    public static Gateway start(Settings settings, Mode mode) throws StartFailure {
        return start(settings, mode, Clock.systemUTC());
    }

    /** As {@link #start(Settings, Mode)}, by a clock of the caller's. */
    public static Gateway start(Settings settings, Mode mode, Clock clock) throws StartFailure {
        // the two slowest parts of a start, side by side
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
        Main camel = new Main();
        try {
            Settings resolved = mode == Mode.DEV ? settings.embedded(server.port()) : settings;
            operations = OperationsBeans.open(resolved, mode, server, new SecureRandom());
            configure(camel, resolved, mode);
            database = opened(opening);
            Beans beans = new Beans(resolved, mode, database, clock, new SecureRandom(), operations);
            beans.bind(camel);
            operations.bind(camel, database, beans.books());
            camel.init();
            server.mount(camel.getCamelContext());
            operations.mount(camel.getCamelContext());
            camel.start();
            if (mode == Mode.SERVE) {
                beans.callRoll(camel);
            }
            beans.awaitOthers();
            operations.started(camel.getCamelContext());
            if (mode == Mode.DEV) {
                // the embedded facilitator answers from here on
                beans.callRoll(camel);
            }
            return new Gateway(server, database, beans, camel, operations);
        } catch (IllegalStateException e) {
            undo(server, database, camel, operations);
            throw StartFailure.setting(e.getMessage(), e);
        } catch (Exception e) {
            undo(server, database, camel, operations);
            throw StartFailure.fault("The gateway could not start: " + e.getMessage(), e);
        }
    }

    private static DatabaseAccess access(Settings settings) {
        return new DatabaseAccess(
                settings.databaseUrl(),
                settings.databaseUser(),
                settings.databasePassword().map(Secret::reveal));
    }

    /** What went wrong while opening is thrown as it was, not as the failure of a future. */
    private static Database opened(CompletableFuture<Database> opening) {
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
            return GatewayServer.listen(mode == Mode.DEV ? "127.0.0.1" : settings.host(), settings.port());
        } catch (IOException e) {
            throw StartFailure.setting(e.getMessage(), e);
        }
    }

    private static void configure(Main camel, Settings settings, Mode mode) {
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.configure().setName("tollgate");
        camel.configure().setRoutesIncludePattern(RouteFiles.pattern(mode, settings));
        camel.configure().setShutdownTimeout((int) settings.drainTimeout().toSeconds());
        camel.configure().setAutoConfigurationFailFast(true);
        camel.configure().setAutoConfigurationLogSummary(false);
        camel.configure().setRoutesCollectorEnabled(true);
        camel.configure().setStreamCachingEnabled(false);
        camel.configure().setSourceLocationEnabled(true);
        camel.setOverrideProperties(properties(settings));
        camel.bind("doorHeaders", new DoorHeaders());
    }

    /** What the routes see as placeholders, and how Camel's own components are set. */
    private static Properties properties(Settings settings) {
        Properties properties = new Properties();
        properties.putAll(settings.placeholders());
        properties.put("tollgate.endpoint-path", settings.endpointPath().toString());
        properties.put("tollgate.lifecycle-interval", millis(settings.lifecycleInterval()));
        properties.put("tollgate.facilitator.verify-timeout", millis(settings.facilitatorVerifyTimeout()));
        properties.put("tollgate.facilitator.settle-timeout", millis(settings.facilitatorSettleTimeout()));
        properties.put("tollgate.walrus.read-timeout-millis", millis(settings.walrusReadTimeout()));
        // the environment was read once, by our own table: Camel would let a variable's raw text win over the value
        properties.put("camel.component.properties.environment-variable-mode", "0");
        properties.put("camel.component.properties.system-properties-mode", "0");
        properties.put("camel.component.platform-http.header-filter-strategy", "#doorHeaders");
        properties.put("camel.component.http.automatic-retries-disabled", "true");
        properties.put("camel.component.http.cookie-management-disabled", "true");
        properties.put("camel.component.http.connections-per-route", "1000");
        properties.put("camel.component.http.max-total-connections", "2000");
        properties.put("camel.component.http.follow-redirects", "false");
        properties.put("camel.component.direct.block", "false");
        return properties;
    }

    private static String trimmed(URI uri) {
        return uri.toString().replaceAll("/+$", "");
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    public int port() {
        return server.port();
    }

    /** Where operators reach it. */
    public int managementPort() {
        return operations.management().port();
    }

    /** The password of this run, where the gateway made one: a development gateway whose operator set none. */
    public Optional<OperatorLogin> operator() {
        return operations.management().operator();
    }

    /** Returns once the gateway was closed. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Takes no new requests, lets answers in flight finish within the drain time, and stops. */
    @Override
    public void close() {
        operations.draining();
        beans.close();
        undo(server, database, camel, operations);
        stopped.countDown();
    }

    private static void undo(GatewayServer server, Database database, Main camel, OperationsBeans operations) {
        try {
            camel.stop();
        } catch (RuntimeException e) {
            LOG.warn("the routes did not stop cleanly", e);
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
