package io.tollgate.routecheck;

import java.util.List;
import java.util.Optional;

/**
 * One route of a file.
 *
 * @param body the value of {@code route}, or of a {@code from} outside a route
 */
record ParsedRoute(RouteFile file, Yaml body, Yaml from) {
    String id() {
        return body.text("id");
    }

    /** Where its messages come from: {@code direct:deliver}, {@code platform-http:/upload}. */
    String source() {
        return StepTarget.withoutQuery(from.isMap() ? from.text("uri") : from.text());
    }

    List<Yaml> steps() {
        return from.get("steps").or(() -> body.get("steps")).map(Yaml::items).orElse(List.of());
    }

    static Optional<ParsedRoute> of(RouteFile file, String kind, Yaml definition) {
        return switch (kind) {
            case "route" -> definition.get("from").map(from -> new ParsedRoute(file, definition, from));
            case "from" -> Optional.of(new ParsedRoute(file, definition, definition));
            default -> Optional.empty();
        };
    }
}
