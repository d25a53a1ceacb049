package io.tollgate.flows;

import java.util.List;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * All route files of one gateway at one moment.
 *
 * @param shipped true when every one of them is as it was built in
 */
public record RouteSet(List<RouteFile> files, boolean shipped) {
    public RouteSet {
        files = List.copyOf(files);
    }

    /** Shipped files by name, as they were built in. */
    public static RouteSet builtIn(List<String> names) {
        return new RouteSet(List.copyOf(new BuiltInRoutes(names).files().values()), true);
    }

    /** Loads them into a context, from what was read and not from the disk again. */
    public RoutesBuilder builder() {
        return new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                PluginHelper.getRoutesLoader(getContext())
                        .loadRoutes(files.stream()
                                .<Resource>map(file -> ResourceHelper.fromString(file.place(), file.text()))
                                .toList());
            }
        };
    }

    /** The places of the files that an operator wrote or changed. */
    public List<String> customised() {
        return files.stream()
                .map(RouteFile::place)
                .filter(place -> !place.startsWith("(built in)"))
                .toList();
    }
}
