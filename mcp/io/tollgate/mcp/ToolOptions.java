package io.tollgate.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * Reads the options of an {@code ai-tool:} URI: {@code description}, {@code title}, {@code tags}, the four hints, and
 * for every argument {@code parameter.NAME=type} with {@code .description}, {@code .required}, {@code .enum},
 * {@code .default}, {@code .minimum}, {@code .maximum} and {@code .maxLength}.
 */
final class ToolOptions {
    private static final String PARAMETER = "parameter.";
    private static final List<String> TYPES = List.of("string", "integer", "number", "boolean", "object", "array");
    private static final List<String> NUMBERS = List.of("minimum", "maximum", "maxLength");

    private final CamelContext context;

    ToolOptions(CamelContext context) {
        this.context = context;
    }

    /** @throws IllegalArgumentException for an option there is not, which stops the start and names the tool */
    ToolSpec read(String name, Map<String, String> written) {
        Map<String, String> options = new LinkedHashMap<>(written);
        Map<String, Map<String, Object>> properties = new LinkedHashMap<>();
        Set<String> required = new LinkedHashSet<>();
        for (String key : List.copyOf(options.keySet())) {
            if (key.startsWith(PARAMETER)) {
                parameter(name, key.substring(PARAMETER.length()), options.remove(key), properties, required);
            }
        }
        properties.forEach((argument, schema) -> {
            if (!schema.containsKey("type")) {
                throw refused(name, PARAMETER + argument + " has no type");
            }
            if (argument.toLowerCase(Locale.ROOT).startsWith("camel")) {
                throw refused(name, "an argument must not be called " + argument);
            }
        });
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", new ArrayList<>(required));
        }
        schema.put("additionalProperties", false);
        String description = options.remove("description");
        String title = options.remove("title");
        ToolSpec spec = new ToolSpec(
                name,
                title == null ? name : title,
                description == null ? "" : description.strip(),
                schema,
                new ToolSpec.Hints(
                        hint(options, "readOnlyHint", false),
                        hint(options, "destructiveHint", true),
                        hint(options, "idempotentHint", false),
                        hint(options, "openWorldHint", true)),
                tags(options.remove("tags")));
        if (!options.isEmpty()) {
            throw refused(name, "there is no option " + String.join(", ", options.keySet()));
        }
        return spec;
    }

    private void parameter(
            String tool, String key, String value, Map<String, Map<String, Object>> properties, Set<String> required) {
        int dot = key.indexOf('.');
        String argument = dot < 0 ? key : key.substring(0, dot);
        String facet = dot < 0 ? "type" : key.substring(dot + 1);
        Map<String, Object> schema = properties.computeIfAbsent(argument, any -> new LinkedHashMap<>());
        switch (facet) {
            case "type" -> {
                if (!TYPES.contains(value)) {
                    throw refused(tool, "the type of " + argument + " is one of " + String.join(", ", TYPES));
                }
                schema.put("type", value);
            }
            case "required" -> {
                if (Boolean.parseBoolean(value)) {
                    required.add(argument);
                }
            }
            case "description", "default" -> schema.put(facet, value.strip());
            case "enum" -> schema.put(facet, List.of(value.split(",")));
            default -> {
                if (!NUMBERS.contains(facet)) {
                    throw refused(tool, "there is no option " + PARAMETER + key);
                }
                schema.put(facet, number(tool, key, value, facet.equals("maxLength") ? 0 : Integer.MIN_VALUE));
            }
        }
    }

    private static int number(String tool, String key, String value, int least) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
            throw refused(tool, PARAMETER + key + " must not be negative");
        } catch (NumberFormatException e) {
            throw refused(tool, PARAMETER + key + " must be a whole number");
        }
    }

    private boolean hint(Map<String, String> options, String name, boolean otherwise) {
        String value = options.remove(name);
        return value == null ? otherwise : Boolean.parseBoolean(context.resolvePropertyPlaceholders(value));
    }

    private static Set<String> tags(String written) {
        return written == null
                ? Set.of()
                : Stream.of(written.split(",")).map(String::strip).collect(Collectors.toSet());
    }

    private static IllegalArgumentException refused(String tool, String why) {
        return new IllegalArgumentException("ai-tool:" + tool + ": " + why);
    }
}
