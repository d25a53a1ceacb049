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
 * Has Camel read a set of routes without starting it: unknown steps and misspelt options are found, what needs settings
 * or servers is not.
 */
public final class TrialLoad {
    private TrialLoad() {}

    /** Why Camel does not take them; empty when it does. */
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
            return Optional.of(RouteFailure.told(e, set));
        }
    }
}
