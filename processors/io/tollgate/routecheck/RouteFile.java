package io.tollgate.routecheck;

import static java.util.Objects.requireNonNull;

/**
 * One file of routes as it was read, so that what is checked is what is loaded.
 *
 * @param name  without folder and ending: {@code download}, {@code dev/walrus}
 * @param place as an operator finds it: a path, or {@code (built in) download.camel.yaml}
 */
public record RouteFile(String name, String place, String text) {
    static final String ENDING = ".camel.yaml";

    public RouteFile {
        requireNonNull(name, "name must not be null");
        requireNonNull(place, "place must not be null");
        requireNonNull(text, "text must not be null");
    }
}
