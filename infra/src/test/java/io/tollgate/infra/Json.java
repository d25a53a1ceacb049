package io.tollgate.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.assertions.Template;

/** Typed access to the JSON of a template. */
final class Json {
    private Json() {}

    /** The properties of every resource of that type. */
    static Stream<Map<String, Object>> properties(Template template, String type) {
        return template.findResources(type, Map.of()).values().stream()
                .map(resource -> map(resource.get("Properties")));
    }

    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    static Map<String, Object> map(Object json) {
        return (Map<String, Object>) json;
    }

    @SuppressWarnings("unchecked") // the caller expects an array of objects
    static List<Map<String, Object>> maps(Object json) {
        return (List<Map<String, Object>>) json;
    }
}
