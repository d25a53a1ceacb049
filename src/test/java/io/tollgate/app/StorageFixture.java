package io.tollgate.app;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tollgate.database.Database;
import io.tollgate.http.upstream.UpstreamRegistry;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import io.tollgate.settings.SettingsLoader;
import io.tollgate.walrus.encoding.BlobId;
import io.tollgate.walrus.publish.Publication;
import io.tollgate.walrus.publish.PublisherAnswer;
import io.tollgate.walrus.read.BlobRead;
import io.tollgate.walrus.routes.BlobRoutes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.main.Main;

/** The shipped routes of Walrus and their callers, without the rest of a gateway. */
public final class StorageFixture implements AutoCloseable {
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final BlobRoutes blobs;
    private final Main camel = new Main();

    /**
     * @param database stays open
     * @param publishers what WALRUS_PUBLISHER_URL says
     * @param aggregators what WALRUS_AGGREGATOR_URLS says
     * @param environment other settings by their environment names
     */
    public StorageFixture(Database database, String publishers, String aggregators, Map<String, String> environment)
            throws Exception {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("WALRUS_PUBLISHER_URL", publishers);
        variables.put("WALRUS_AGGREGATOR_URLS", aggregators);
        Settings settings = new SettingsLoader(variables, Path.of("target")).load(Mode.DEV, Map.of());
        Clock clock = Clock.systemUTC();
        GatewayServices services =
                new GatewayServices(settings, Mode.SERVE, database, new SecureRandom(), clock, meters);
        blobs = new WalrusBeans(services, new UpstreamRegistry(clock, meters))
                .bind(camel::bind, camel::getCamelContext);
        Properties properties = new Properties();
        properties.put(
                "tollgate.walrus.read-timeout-millis",
                Long.toString(settings.walrus().readTimeout().toMillis()));
        properties.put("camel.component.http.automatic-retries-disabled", "true");
        properties.put("camel.component.http.follow-redirects", "false");
        camel.setDefaultPropertyPlaceholderLocation("false");
        CamelDefaults.handFailuresOn(camel);
        camel.setOverrideProperties(properties);
        camel.configure().setStreamCachingEnabled(false);
        camel.configure().setRoutesIncludePattern("classpath:routes/walrus.camel.yaml");
        camel.start();
    }

    /** Stores unsealed bytes for two epochs. */
    public PublisherAnswer.Stored store(byte[] content) throws IOException {
        return blobs.store(new Publication(() -> new ByteArrayInputStream(content), content.length, 2, null, false));
    }

    public byte[] read(BlobId id, long from, long to) throws IOException {
        try (InputStream in = blobs.open(new BlobRead(id, from, to))) {
            return in.readAllBytes();
        }
    }

    /** The sum of a counter over all tags, or over those with one tag. */
    public double count(String name, String... tags) {
        return meters.find(name).tags(tags).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Override
    public void close() {
        camel.stop();
    }
}
