package io.tollgate.admin.jmx;

import io.tollgate.routecheck.RouteReload;
import java.util.List;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** {@code io.tollgate:type=Routes}: where the routes come from, and loading them again. */
@ManagedResource(description = "The route files that run")
public final class ManagedRoutes {
    private final RouteReload routes;

    public ManagedRoutes(RouteReload routes) {
        this.routes = routes;
    }

    @ManagedAttribute(description = "Folder whose route files take the place of the built-in ones")
    public String getFolder() {
        return routes.folder().folder().toString();
    }

    @ManagedAttribute(description = "Files of that folder which differ from the built-in ones and run")
    public List<String> getCustomised() {
        return routes.customised();
    }

    @ManagedAttribute(description = "When the routes that run were loaded")
    public String getLoadedAt() {
        return routes.loadedAt().toString();
    }

    @ManagedAttribute(description = "Why the files are not what runs; empty when they are")
    public String getProblem() {
        return routes.problem();
    }

    @ManagedOperation(
            description = "Reads the files again and runs them when nothing is wrong with them; tells what is")
    public String reload() {
        return routes.reload().orElse("loaded");
    }
}
