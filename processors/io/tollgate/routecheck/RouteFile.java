package io.tollgate.routecheck;

import static java.util.Objects.requireNonNull;

/**
 * A route file as it was read: the text that is checked is the text that is loaded.
 *
 * @param name  path inside the folder without the ending: {@code download}, {@code dev/walrus}
 * @param place for messages: a path, or {@code (built in) routes/download.camel.yaml}
 */
public record RouteFile(String name, String place, String text) {
    static final String ENDING = ".camel.yaml";

    public RouteFile {
        requireNonNull(name, "name must not be null");
        requireNonNull(place, "place must not be null");
        requireNonNull(text, "text must not be null");
    }
}
