package io.tollgate.app;

import io.tollgate.settings.Settings;
import java.util.Properties;
import org.apache.camel.main.Main;

/** A Camel for what is no whole gateway: nothing is searched for, and no body is kept in memory. */
final class CamelDefaults {
    /** Says which headers of a request reach a route. */
    static final String HEADERS = "camel.component.platform-http.header-filter-strategy";

    private CamelDefaults() {}

    /** Without a route yet. */
    static Main of(String name, Settings settings, Properties properties) {
        Main camel = new Main();
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.configure().setName(name);
        camel.configure()
                .setShutdownTimeout((int) settings.server().drainTimeout().toSeconds());
        camel.configure().setAutoConfigurationFailFast(true);
        camel.configure().setAutoConfigurationLogSummary(false);
        camel.configure().setRoutesCollectorEnabled(false);
        camel.configure().setStreamCachingEnabled(false);
        camel.configure().setSourceLocationEnabled(true);
        camel.setOverrideProperties(properties);
        return camel;
    }
}
