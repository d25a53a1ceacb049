package io.tollgate.routecheck;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Lets Camel read a set of routes without starting it. It finds unknown steps and misspelt options, but not problems that
 * depend on settings or servers.
 */
public final class TrialLoad {
    private TrialLoad() {}

    /** Why Camel refuses the routes; empty when it does not. */
    public static Optional<String> problem(RouteSet set) throws IOException {
        try (CamelContext context = new DefaultCamelContext(false)) {
            context.build();
            List<Resource> resources = set.files().stream()
                    .<Resource>map(file -> ResourceHelper.fromString(file.place(), file.text()))
                    .toList();
            PluginHelper.getRoutesLoader(context).loadRoutes(resources);
            return Optional.empty();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            return Optional.of(RouteFailure.describe(e, set));
        }
    }
}
