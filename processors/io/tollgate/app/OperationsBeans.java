package io.tollgate.app;

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

/** Builds what operators watch and control a gateway with: management port, meters, probes and JMX beans. */
final class OperationsBeans implements AutoCloseable {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Clock clock = Clock.systemUTC();
    private final SalesSwitch sales = new SalesSwitch(clock);
    private final DownloadMetrics downloads = new DownloadMetrics(meters);
    private final Settings settings;
    private final Mode mode;
    private final Management management;
    private final GatewayState state;
    private Records records;
    private Traces traces;
    private ManagementBeans managementBeans;
    private RouteReload routes;

    /** Sources of what the JMX beans show. */
    record Records(Ledger ledger, Networks networks, Lifecycle items, UpstreamRegistry upstreams, KeyRewrapper keys) {}

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

    /** @throws StartFailure when the management port is in use */
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

    DownloadMetrics downloads() {
        return downloads;
    }

    Management management() {
        return management;
    }

    void bind(Steps steps, Database database, Records shown, RouteReload reload) {
        records = shown;
        routes = reload;
        records.ledger()
                .addSaleListener(new SaleMeters(
                        meters, records.networks(), settings.payment().networks()));
        steps.add("refuseWhilePaused", new RefuseWhilePaused(sales));
        steps.add("showSalesSwitch", new SwitchSales(sales, unchanged -> {}));
        steps.add("pauseSales", new SwitchSales(sales, SalesSwitch::pause));
        steps.add("resumeSales", new SwitchSales(sales, SalesSwitch::resume));
        management.health().check("database", () -> {
            database.statement(
                    handle -> handle.select("select 1").mapTo(Integer.class).one());
            return Optional.empty();
        });
    }

    /**
     * Adds metrics, traces and the management port to a context.
     *
     * @return switches the management port to this context
     */
    Runnable prepare(CamelContext context) {
        settings.server().tracesEndpoint().ifPresent(endpoint -> {
            if (traces == null) {
                traces = Traces.start(endpoint, traceHeaders());
            }
            traces.attachTo(context);
        });
        context.getManagementStrategy().addEventNotifier(new RequestMetrics(meters));
        return management.prepare(context, new RequestHeaderAllowList());
    }

    /** Moves the JMX beans to this context. */
    synchronized void show(CamelContext context) {
        if (managementBeans != null) {
            managementBeans.unregister();
        }
        managementBeans = ManagementBeans.register(context, management.port(), managed(context));
    }

    private Map<String, String> traceHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        settings.server().tracesHeaders().forEach((name, value) -> headers.put(name, value.reveal()));
        return headers;
    }

    /** Opens the public port, reports ready to probes, and writes the file by which commands find this gateway. */
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
        beans.put("Sales", new ManagedSales(records.ledger(), records.networks(), sales));
        beans.put(
                "Settlements",
                new ManagedSettlements(
                        records.ledger(),
                        clock,
                        () -> context.createProducerTemplate().asyncSendBody("direct:reconcile", null)));
        beans.put("Downloads", new ManagedDownloads(downloads));
        beans.put("Routes", new ManagedRoutes(routes));
        beans.put("Items", new ManagedItems(records.items()::count));
        beans.put("Facilitators", new ManagedUpstreams(records.upstreams(), "facilitator"));
        beans.put("Aggregators", new ManagedUpstreams(records.upstreams(), "aggregator"));
        beans.put("Keys", new ManagedKeys(records.keys()));
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
