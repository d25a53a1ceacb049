package io.tollgate.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.assertions.Template;

/** Parts of a template, which is JSON. */
final class Json {
    private Json() {}

    /** The properties of every resource of that type. */
    static Stream<Map<String, Object>> properties(Template template, String type) {
        return template.findResources(type, Map.of()).values().stream()
                .map(resource -> map(resource.get("Properties")));
    }

    @SuppressWarnings("unchecked") // an object of JSON has names
    static Map<String, Object> map(Object json) {
        return (Map<String, Object>) json;
    }

    @SuppressWarnings("unchecked") // asked for where an array of objects stands
    static List<Map<String, Object>> maps(Object json) {
        return (List<Map<String, Object>>) json;
    }
}
