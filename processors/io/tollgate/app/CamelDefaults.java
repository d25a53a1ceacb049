package io.tollgate.app;

import io.tollgate.settings.Settings;
import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.main.Main;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;

/** How every Camel context of Tollgate is configured: nothing is searched for, and no body is kept in memory. */
public final class CamelDefaults {
    /** Says which headers of a request reach a route. */
    static final String HEADERS = "camel.component.platform-http.header-filter-strategy";

    /** The route configuration that answers failures; an HTTP route that names none gets it. */
    private static final String ANSWER_PROBLEMS = "answer-problems";

    private CamelDefaults() {}

    /** A Main without a route yet. */
    static Main of(String name, Settings settings, Properties properties) {
        Main camel = new Main();
        configure(camel, name, settings, properties);
        return camel;
    }

    static void configure(Main camel, String name, Settings settings, Properties properties) {
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
        handFailuresOn(camel);
    }

    /** For contexts of a few routes, which need nothing else of this. */
    public static void handFailuresOn(Main camel) {
        camel.bind("failureHandling", new FailureHandling());
    }

    /**
     * An operator's HTTP route answers failures as the shipped ones do, unless it says otherwise. Any other route leaves
     * a failure to the route, or to the Java code, that called it.
     */
    private static final class FailureHandling implements RouteBuilderLifecycleStrategy {
        @Override
        public void afterConfigure(RouteBuilder builder) {
            for (RouteDefinition route : builder.getRouteCollection().getRoutes()) {
                if (route.getRouteConfigurationId() != null || route.isErrorHandlerFactorySet()) {
                    continue;
                }
                String from = String.valueOf(route.getInput().getEndpointUri());
                if (from.startsWith("platform-http:") || from.startsWith("management:")) {
                    route.setRouteConfigurationId(ANSWER_PROBLEMS);
                } else {
                    route.setErrorHandlerFactory(new NoErrorHandlerDefinition());
                }
            }
        }
    }
}
