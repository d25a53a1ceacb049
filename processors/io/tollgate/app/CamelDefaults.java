package io.tollgate.app;

import io.tollgate.settings.Settings;
import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.main.Main;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;

/** Camel configuration of all processes: no search for routes or properties, and no body kept in memory. */
public final class CamelDefaults {
    /** The property that says which request headers reach a route; its value is {@code #} and a bean name. */
    static final String HEADERS = "camel.component.platform-http.header-filter-strategy";

    /** The name of the bean that filters request headers. */
    static final String REQUEST_HEADERS = "requestHeaders";

    /** The route configuration that answers failures; an HTTP route that names none gets it. */
    private static final String ANSWER_PROBLEMS = "answer-problems";

    private CamelDefaults() {}

    /** Placeholders and component options that every process sets. */
    static Properties properties(Settings settings) {
        Properties properties = new Properties();
        properties.putAll(settings.placeholders());
        // the environment was read once, by the table of settings: Camel would prefer the raw text of a variable
        properties.put("camel.component.properties.environment-variable-mode", "0");
        properties.put("camel.component.properties.system-properties-mode", "0");
        return properties;
    }

    /** Configures a Camel that has no routes yet. */
    static void configure(Main camel, String name, Settings settings, Properties properties) {
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.configure().setName(name);
        camel.configure()
                .setShutdownTimeout((int) settings.server().drainTimeout().toSeconds());
        camel.configure().setAutoConfigurationFailFast(true);
        camel.configure().setAutoConfigurationLogSummary(false);
        camel.configure().setRoutesCollectorEnabled(false);
        camel.configure().setStreamCachingEnabled(false);
        // the default logger of a log step has no level and writes nothing
        camel.configure().setLogName("io.tollgate.routes.${routeId}");
        camel.configure().setSourceLocationEnabled(true);
        camel.setOverrideProperties(properties);
        handFailuresOn(camel);
    }

    /** For contexts of a few routes, which need nothing else of this class. */
    public static void handFailuresOn(Main camel) {
        camel.bind("failureHandling", new FailureHandling());
    }

    /**
     * Gives routes of an operator the error handling of shipped ones, unless they set their own. An HTTP route answers
     * failures with a problem document; any other route passes a failure to the route or the code that called it.
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
