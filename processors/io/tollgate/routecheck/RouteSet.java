package io.tollgate.routecheck;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutesBuilderLoader;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * All route files of a gateway at one moment.
 *
 * @param shipped true when all of them are the shipped files, unchanged
 */
public record RouteSet(List<RouteFile> files, boolean shipped) {
    public RouteSet {
        files = List.copyOf(files);
    }

    /** A set of shipped files by name. */
    public static RouteSet builtIn(List<String> names) {
        return new RouteSet(List.copyOf(new BuiltInRoutes(names).files().values()), true);
    }

    /** Loads the texts that were read and checked; the files are not read again. */
    public RoutesBuilder builder() {
        return new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                List<Resource> resources = files.stream()
                        .<Resource>map(file -> ResourceHelper.fromString(file.place(), file.text()))
                        .toList();
                RoutesLoader loader = PluginHelper.getRoutesLoader(getContext());
                if (shipped) {
                    loadOnce(getContext(), loader.getRoutesLoader("camel.yaml"), resources);
                } else {
                    loader.loadRoutes(resources);
                }
            }
        };
    }

    /**
     * Loads route configurations before routes, as Camel does. Camel itself reads each file twice, first for its beans; the
     * shipped files have none.
     */
    private static void loadOnce(CamelContext context, RoutesBuilderLoader loader, List<Resource> resources)
            throws Exception {
        List<RoutesBuilder> builders = new ArrayList<>();
        for (Resource resource : resources) {
            builders.add(loader.loadRoutesBuilder(resource));
        }
        for (RoutesBuilder builder : builders) {
            if (builder instanceof RouteConfigurationsBuilder configurations) {
                context.addRoutesConfigurations(configurations);
            }
        }
        for (RoutesBuilder builder : builders) {
            context.addRoutes(builder);
        }
    }

    /** The places of the files that the operator added or changed. */
    public List<String> customised() {
        return files.stream()
                .map(RouteFile::place)
                .filter(place -> !place.startsWith("(built in)"))
                .toList();
    }
}
