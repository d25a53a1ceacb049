package io.tollgate.routecheck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shipped route files, read from the class path. */
final class BuiltInRoutes {
    private final Map<String, RouteFile> files = new LinkedHashMap<>();

    /** @param names in the order in which the files are loaded */
    BuiltInRoutes(List<String> names) {
        names.forEach(name -> files.put(name, read(name)));
    }

    private static RouteFile read(String name) {
        String resource = "routes/" + name + RouteFile.ENDING;
        try (InputStream in = BuiltInRoutes.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: " + resource + " is not in it");
            }
            return new RouteFile(name, "(built in) " + resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, RouteFile> files() {
        return files;
    }
}
