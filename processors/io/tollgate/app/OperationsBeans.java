package io.tollgate.app;

import static io.tollgate.app.GatewayWiring.step;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tollgate.admin.DownloadMetrics;
import io.tollgate.admin.GatewayState;
import io.tollgate.admin.Management;
import io.tollgate.admin.OperatorLogin;
import io.tollgate.admin.PasswordHash;
import io.tollgate.admin.RefuseWhilePaused;
import io.tollgate.admin.RequestMetrics;
import io.tollgate.admin.SaleMeters;
import io.tollgate.admin.SalesSwitch;
import io.tollgate.admin.api.SwitchSales;
import io.tollgate.admin.jmx.ManagedDownloads;
import io.tollgate.admin.jmx.ManagedGateway;
import io.tollgate.admin.jmx.ManagedItems;
import io.tollgate.admin.jmx.ManagedKeys;
import io.tollgate.admin.jmx.ManagedRoutes;
import io.tollgate.admin.jmx.ManagedSales;
import io.tollgate.admin.jmx.ManagedSettlements;
import io.tollgate.admin.jmx.ManagedUpstreams;
import io.tollgate.admin.jmx.ManagementBeans;
import io.tollgate.admin.tracing.Traces;
import io.tollgate.catalog.Lifecycle;
import io.tollgate.database.Database;
import io.tollgate.http.server.GatewayServer;
import io.tollgate.http.server.RequestHeaderAllowList;
import io.tollgate.http.upstream.UpstreamRegistry;
import io.tollgate.ledger.Ledger;
import io.tollgate.routecheck.RouteReload;
import io.tollgate.sealing.rotation.KeyRewrapper;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import io.tollgate.x402.money.Networks;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Builds what operators see and change a gateway with: their port, the meters, the probes, the management beans. */
final class OperationsBeans implements AutoCloseable {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Clock clock = Clock.systemUTC();
    private final SalesSwitch sales = new SalesSwitch(clock);
    private final DownloadMetrics traffic = new DownloadMetrics(meters);
    private final Settings settings;
    private final Mode mode;
    private final Management management;
    private final GatewayState state;
    private Books books;
    private Traces traces;
    private ManagementBeans entered;
    private RouteReload routes;

    /** What is written down of sales and items. */
    record Books(Ledger ledger, Networks networks, Lifecycle items) {}

    private OperationsBeans(Settings settings, Mode mode, GatewayServer server, SecureRandom random)
            throws IOException {
        this.settings = settings;
        this.mode = mode;
        Management.Place place = new Management.Place(
                settings.server().managementHost(),
                settings.server().managementPort(),
                mode == Mode.DEV,
                settings.server().managementNames(),
                settings.server().dataDir(),
                operator(settings, mode, random));
        management = Management.open(server.vertx(), place, meters, random);
        state = new GatewayState(
                management.health(),
                open -> {
                    if (open) {
                        server.open();
                    } else {
                        server.drain();
                    }
                },
                clock);
    }

    /** @throws StartFailure when the management port is taken */
    static OperationsBeans open(Settings settings, Mode mode, GatewayServer server, SecureRandom random)
            throws StartFailure {
        try {
            return new OperationsBeans(settings, mode, server, random);
        } catch (IOException e) {
            throw StartFailure.setting(e.getMessage(), e);
        }
    }

    private static Optional<OperatorLogin> operator(Settings settings, Mode mode, SecureRandom random) {
        Optional<OperatorLogin> chosen = settings.server()
                .operatorPasswordHash()
                .map(hash ->
                        OperatorLogin.of(settings.server().operatorUser(), PasswordHash.parse(hash.reveal()), random));
        return chosen.isEmpty() && mode == Mode.DEV
                ? Optional.of(OperatorLogin.oneTime(settings.server().operatorUser(), random))
                : chosen;
    }

    MeterRegistry meters() {
        return meters;
    }

    DownloadMetrics traffic() {
        return traffic;
    }

    Management management() {
        return management;
    }

    void bind(Main camel, Database database, Books kept, RouteReload reload) {
        books = kept;
        routes = reload;
        books.ledger()
                .addSaleListener(new SaleMeters(
                        meters, books.networks(), settings.payment().networks()));
        step(camel, "refuseWhilePaused", new RefuseWhilePaused(sales));
        step(camel, "showSalesSwitch", new SwitchSales(sales, asTheyAre -> {}));
        step(camel, "pauseSales", new SwitchSales(sales, SalesSwitch::pause));
        step(camel, "resumeSales", new SwitchSales(sales, SalesSwitch::resume));
        management.health().check("database", () -> {
            database.statement(
                    handle -> handle.select("select 1").mapTo(Integer.class).one());
            return Optional.empty();
        });
    }

    /**
     * Makes a context ready to be watched and to serve the operators' port.
     *
     * @return what has operators' requests go there
     */
    Runnable prepare(CamelContext context) {
        settings.server().tracesEndpoint().ifPresent(endpoint -> {
            if (traces == null) {
                traces = Traces.begin(endpoint, revealed());
            }
            traces.follow(context);
        });
        context.getManagementStrategy().addEventNotifier(new RequestMetrics(meters));
        return management.prepare(context, new RequestHeaderAllowList());
    }

    /** Shows the management beans beside those of this context, and no longer beside another's. */
    synchronized void show(CamelContext context) {
        if (entered != null) {
            entered.leave();
        }
        entered = ManagementBeans.enter(context, management.port(), managed(context));
    }

    private Map<String, String> revealed() {
        Map<String, String> headers = new LinkedHashMap<>();
        settings.server().tracesHeaders().forEach((name, value) -> headers.put(name, value.reveal()));
        return headers;
    }

    /** The gateway serves: the door opens, probes say so, and commands find it. */
    void started(CamelContext context) throws IOException {
        show(context);
        state.serve();
        management.announce();
    }

    private Map<String, Object> managed(CamelContext context) {
        Map<String, Object> beans = new LinkedHashMap<>();
        String version = getClass().getPackage().getImplementationVersion();
        beans.put(
                "Gateway",
                new ManagedGateway(
                        state,
                        new ManagedGateway.About(
                                version == null ? "(not packaged)" : version,
                                mode.name().toLowerCase(Locale.ROOT),
                                settings.server().publicUrl().toString())));
        beans.put("Sales", new ManagedSales(books.ledger(), books.networks(), sales));
        beans.put(
                "Settlements",
                new ManagedSettlements(
                        books.ledger(),
                        clock,
                        () -> context.createProducerTemplate().asyncSendBody("direct:reconcile", null)));
        beans.put("Downloads", new ManagedDownloads(traffic));
        beans.put("Routes", new ManagedRoutes(routes));
        beans.put("Items", new ManagedItems(books.items()::count));
        UpstreamRegistry upstreams = context.getRegistry().lookupByNameAndType("upstreams", UpstreamRegistry.class);
        if (upstreams != null) {
            beans.put("Facilitators", new ManagedUpstreams(upstreams, "facilitator"));
            beans.put("Aggregators", new ManagedUpstreams(upstreams, "aggregator"));
        }
        KeyRewrapper keys = context.getRegistry().lookupByNameAndType("keys", KeyRewrapper.class);
        if (keys != null) {
            beans.put("Keys", new ManagedKeys(keys));
        }
        return beans;
    }

    void draining() {
        state.drain();
    }

    @Override
    public void close() {
        if (traces != null) {
            traces.close();
        }
        management.close();
    }
}
