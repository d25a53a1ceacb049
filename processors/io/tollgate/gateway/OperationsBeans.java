package io.tollgate.gateway;

import static io.tollgate.gateway.Beans.step;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tollgate.database.Database;
import io.tollgate.http.DoorHeaders;
import io.tollgate.operations.Management;
import io.tollgate.operations.OperatorLogin;
import io.tollgate.operations.PasswordHash;
import io.tollgate.operations.RefuseWhilePaused;
import io.tollgate.operations.SalesSwitch;
import io.tollgate.operations.SwitchSales;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Builds what operators see and change a gateway with: the management port, the meters, the probes. */
final class OperationsBeans implements AutoCloseable {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Management management;
    private final SalesSwitch sales = new SalesSwitch(Clock.systemUTC());

    private OperationsBeans(Settings settings, Mode mode, Vertx vertx, SecureRandom random) throws IOException {
        Management.Place place = new Management.Place(
                settings.managementHost(),
                settings.managementPort(),
                mode == Mode.DEV,
                settings.managementNames(),
                settings.dataDir(),
                operator(settings, mode, random));
        management = Management.open(vertx, place, meters::scrape, random);
    }

    /** @throws StartFailure when the management port is taken */
    static OperationsBeans open(Settings settings, Mode mode, Vertx vertx, SecureRandom random) throws StartFailure {
        try {
            return new OperationsBeans(settings, mode, vertx, random);
        } catch (IOException e) {
            throw StartFailure.setting(e.getMessage(), e);
        }
    }

    private static Optional<OperatorLogin> operator(Settings settings, Mode mode, SecureRandom random) {
        Optional<OperatorLogin> chosen = settings.operatorPasswordHash()
                .map(hash -> OperatorLogin.of(settings.operatorUser(), PasswordHash.parse(hash.reveal()), random));
        return chosen.isEmpty() && mode == Mode.DEV
                ? Optional.of(OperatorLogin.oneTime(settings.operatorUser(), random))
                : chosen;
    }

    MeterRegistry meters() {
        return meters;
    }

    Management management() {
        return management;
    }

    void bind(Main camel, Database database) {
        step(camel, "refuseWhilePaused", new RefuseWhilePaused(sales));
        step(camel, "lookAtSales", new SwitchSales(sales, asTheyAre -> {}));
        step(camel, "pauseSales", new SwitchSales(sales, SalesSwitch::pause));
        step(camel, "resumeSales", new SwitchSales(sales, SalesSwitch::resume));
        management.health().check("database", () -> {
            database.statement(
                    handle -> handle.select("select 1").mapTo(Integer.class).one());
            return Optional.empty();
        });
    }

    void mount(CamelContext context) {
        management.mount(context, new DoorHeaders());
    }

    /** The gateway serves: probes say so, and commands find it. */
    void started() throws IOException {
        management.health().serving(true);
        management.announce();
    }

    void draining() {
        management.health().serving(false);
    }

    @Override
    public void close() {
        management.close();
    }
}
