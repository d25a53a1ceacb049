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

/** The management side of a gateway: its port with guard, token, probes, metrics and console. */
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
     * Address and access of the port.
     *
     * @param port     0 for any free one
     * @param anyPort  whether to use another port when this one is in use
     * @param names    accepted host names, besides addresses and localhost
     * @param operator the login of the operator; empty when only the token gives access
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
            LOG.debug("the management port is in use; another one is used", e);
            return ManagementServer.listen(vertx, guard, place.host(), 0);
        }
    }

    /** Writes the files by which commands find this gateway. Call it when the gateway serves, so that a failed start leaves those of a running gateway. */
    public void announce() throws IOException {
        String host = wildcard(place.host()) ? "127.0.0.1" : place.host();
        token.publish(
                place.dataDir(), "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port());
    }

    private static boolean wildcard(String host) {
        return host.equals("0.0.0.0") || host.equals("::");
    }

    /**
     * Prepares the {@code management:} endpoints of a context.
     *
     * @return switches new requests to this context
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
            LOG.warn("could not delete the management token of this run from the data folder: {}", e.toString());
        }
        if (console != null) {
            console.close();
        }
        server.close();
    }
}
