package io.tollgate.admin.jmx;

import io.tollgate.routecheck.RouteReload;
import java.util.List;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** {@code io.tollgate:type=Routes}: the route files, and their reload. */
@ManagedResource(description = "The route files that run")
public final class ManagedRoutes {
    private final RouteReload routes;

    public ManagedRoutes(RouteReload routes) {
        this.routes = routes;
    }

    @ManagedAttribute(description = "Folder whose route files replace the built-in ones")
    public String getFolder() {
        return routes.folder().folder().toString();
    }

    @ManagedAttribute(description = "Running files of that folder that differ from the built-in ones")
    public List<String> getCustomised() {
        return routes.customised();
    }

    @ManagedAttribute(description = "When the running routes were loaded")
    public String getLoadedAt() {
        return routes.loadedAt().toString();
    }

    @ManagedAttribute(description = "Why the route files were refused; empty when they are loaded")
    public String getProblem() {
        return routes.problem();
    }

    @ManagedOperation(
            description = "Reads the files again and loads them when they are valid; returns the problems otherwise")
    public String reload() {
        return routes.reload().orElse("loaded");
    }
}
