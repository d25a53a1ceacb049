package io.tollgate.admin;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators have of a gateway: the management port with its guard, its token and its probes. */
public final class Management implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Management.class);

    private final ManagementServer server;
    private final ManagementToken token;
    private final Place place;
    private final Health health = new Health();
    private HawtioConsole console;

    private Management(ManagementServer server, ManagementToken token, Place place) {
        this.server = server;
        this.token = token;
        this.place = place;
    }

    /**
     * Where the port is and who may use it.
     *
     * @param port     0 for any free one
     * @param anyPort  true to take another port when this one is taken
     * @param names    host names that requests may be addressed to, besides addresses and localhost
     * @param operator who may log in; empty: nobody, only the token opens
     */
    public record Place(
            String host,
            int port,
            boolean anyPort,
            List<String> names,
            Path dataDir,
            Optional<OperatorLogin> operator) {}

    /** @throws IOException with one line for the operator */
    public static Management open(Vertx vertx, Place place, PrometheusMeterRegistry meters, SecureRandom random)
            throws IOException {
        ManagementToken token = ManagementToken.generate(random);
        ManagementServer server = listen(vertx, place, token);
        Management management = new Management(server, token, place);
        JvmMeters jvm = new JvmMeters();
        server.serveProbes(management.health, () -> {
            jvm.bind(meters);
            return meters.scrape();
        });
        if (place.operator().isPresent()) {
            management.console = server.console();
        }
        return management;
    }

    private static ManagementServer listen(Vertx vertx, Place place, ManagementToken token) throws IOException {
        ManagementGuard guard = new ManagementGuard(
                new HostHeaderFilter(place.names()), token, place.operator(), new FailedLogins(Ticker.systemTicker()));
        try {
            return ManagementServer.listen(vertx, guard, place.host(), place.port());
        } catch (IOException e) {
            if (!place.anyPort()) {
                throw new IOException(
                        "The management port: " + e.getMessage() + "; set TOLLGATE_MANAGEMENT_PORT to a free one.", e);
            }
            LOG.debug("another management port is taken", e);
            return ManagementServer.listen(vertx, guard, place.host(), 0);
        }
    }

    /** Lets commands find this gateway; not earlier than it serves, or they would lose one that runs already. */
    public void announce() throws IOException {
        String host = wildcard(place.host()) ? "127.0.0.1" : place.host();
        token.publish(place.dataDir(), "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port());
    }

    private static boolean wildcard(String host) {
        return host.equals("0.0.0.0") || host.equals("::");
    }

    /**
     * Makes ready what {@code management:} endpoints of the context are served by.
     *
     * @return what has new requests go there
     */
    public Runnable prepare(CamelContext context, HeaderFilterStrategy headers) {
        return server.prepare(context, headers);
    }

    public Health health() {
        return health;
    }

    public Optional<OperatorLogin> operator() {
        return place.operator();
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        try {
            token.close();
        } catch (IOException e) {
            LOG.warn("the management token of this run stays in the data folder: {}", e.toString());
        }
        if (console != null) {
            console.close();
        }
        server.close();
    }
}
