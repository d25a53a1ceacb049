package io.tollgate.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The names in the shipped route files, read from the YAML. */
final class RouteNames {
    private static final Path ROUTES = Path.of("routes");
    private static final Pattern PROPERTY = Pattern.compile("exchangeProperty\\.([A-Za-z.]+)");
    private static final String BEAN = "#bean:";

    /** One route: its receiver without options, and the ids of its steps in their order. */
    record Route(String id, String from, List<String> steps) {}

    /** An MCP tool and the tags of its route. */
    record Tool(String name, String tags) {}

    /** A Kamelet and its properties by name. */
    record Kamelet(String name, Map<String, Map<?, ?>> properties, List<?> required) {}

    private final Map<String, List<Route>> byFile = new TreeMap<>();
    private final Map<String, Set<String>> beans = new TreeMap<>();
    private final Map<String, Set<String>> properties = new TreeMap<>();
    private final Map<String, Tool> tools = new TreeMap<>();

    static RouteNames read() {
        RouteNames names = new RouteNames();
        try (Stream<Path> files = Files.walk(ROUTES)) {
            files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .filter(file -> !file.startsWith(ROUTES.resolve("examples")))
                    .forEach(names::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private void read(Path file) {
        List<Route> routes = new ArrayList<>();
        for (Object element : (List<?>) parse(file)) {
            Map<?, ?> map = (Map<?, ?>) element;
            Object definition = map.containsKey("route") ? map.get("route") : map.get("routeConfiguration");
            routes.add(route((Map<?, ?>) definition));
        }
        byFile.put(ROUTES.relativize(file).toString(), routes);
    }

    private Route route(Map<?, ?> definition) {
        List<String> steps = new ArrayList<>();
        Map<?, ?> from = definition.get("from") instanceof Map<?, ?> map ? map : Map.of();
        String id = String.valueOf(definition.get("id"));
        walk(definition, (key, value) -> {
            if (value instanceof Map<?, ?> step && step.get("id") != null && !key.equals("route")) {
                steps.add(step.get("id").toString());
            }
            if (value instanceof Map<?, ?> step && step.get("ref") instanceof String ref && ref.startsWith(BEAN)) {
                beans.computeIfAbsent(ref.substring(BEAN.length()), any -> new TreeSet<>())
                        .add(id);
            }
            PROPERTY.matcher(value instanceof String ? value.toString() : "")
                    .results()
                    .forEach(found -> properties
                            .computeIfAbsent(found.group(1), any -> new TreeSet<>())
                            .add(id));
        });
        String uri = String.valueOf(from.get("uri")).replaceFirst("\\?.*", "");
        if (uri.startsWith("ai-tool:")) {
            Map<?, ?> parameters = (Map<?, ?>) from.get("parameters");
            String tags =
                    parameters.get("tags") == null ? "" : parameters.get("tags").toString();
            tools.put(uri, new Tool(uri.substring("ai-tool:".length()), tags));
        }
        return new Route(id, from.isEmpty() ? "" : uri, steps);
    }

    Map<String, List<Route>> byFile() {
        return byFile;
    }

    /** Beans, each with the ids of the routes that call it. */
    Map<String, Set<String>> beans() {
        return beans;
    }

    /** Exchange properties in expressions, each with the ids of the routes that read it. */
    Map<String, Set<String>> properties() {
        return properties;
    }

    List<Tool> tools() {
        return List.copyOf(tools.values());
    }

    static List<Kamelet> kamelets() {
        try (Stream<Path> files = Files.list(ROUTES.resolve("kamelets"))) {
            return files.sorted().map(RouteNames::kamelet).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Kamelet kamelet(Path file) {
        Map<?, ?> kamelet = (Map<?, ?>) parse(file);
        Map<?, ?> definition = (Map<?, ?>) ((Map<?, ?>) kamelet.get("spec")).get("definition");
        Map<String, Map<?, ?>> properties = new LinkedHashMap<>();
        ((Map<?, ?>) definition.get("properties"))
                .forEach((name, property) -> properties.put(name.toString(), (Map<?, ?>) property));
        String name = ((Map<?, ?>) kamelet.get("metadata")).get("name").toString();
        List<?> required = definition.get("required") instanceof List<?> list ? list : List.of();
        return new Kamelet(name, properties, required);
    }

    private static Object parse(Path file) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Visits every key with its value, at any depth, in the order of the file. */
    private static void walk(Object node, BiConsumer<String, Object> visitor) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                visitor.accept(key.toString(), value);
                walk(value, visitor);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(element -> walk(element, visitor));
        }
    }
}
