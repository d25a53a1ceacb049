package io.tollgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Checks the shipped route files: every route and step has an id, every route a description, and no route uses a Camel
 * option that SECURITY.md excludes.
 */
class RoutesTest {
    private static final Path ROUTES = Path.of(System.getProperty("basedir", ""), "routes");
    private static final List<String> NAMED_STEPS = List.of("process", "to", "toD", "wireTap", "choice", "filter");
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern SECRET =
            Pattern.compile("body|headers|header[.\\[:]|variable|exchangeProperty", Pattern.CASE_INSENSITIVE);
    private static final List<String> DYNAMIC_ENDPOINT_STEPS =
            List.of("recipientList", "routingSlip", "dynamicRouter", "enrich", "pollEnrich");
    private static final String CONFIGURED_URL = "\\$\\{exchangeProperty\\.[a-zA-Z]+\\.(url}/[a-z0-9/]+|endpoint})";
    private static final Pattern OTHER_SERVER = Pattern.compile("(vertx-)?https?:.*|\\{\\{[^}]*url}}.*");

    static Stream<Path> files() throws IOException {
        return Files.walk(ROUTES).filter(file -> file.toString().endsWith(".camel.yaml"));
    }

    @Test
    void thereAreRoutes() throws IOException {
        assertThat(routes()).isNotEmpty();
    }

    /** The gateway reads the shipped route files only once, for routes and not for bean definitions. */
    @ParameterizedTest
    @MethodSource("files")
    void noShippedRouteFileDefinesBeans(Path file) throws IOException {
        assertThat(Files.readString(file)).doesNotContainPattern("(?m)^- *beans:");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRouteHasAnIdAGroupAndADescription(Path file) {
        for (Map<?, ?> route : routes(file)) {
            assertThat(route.get("id")).as("id").asString().matches(ID);
            assertThat(route.get("group"))
                    .as("group of " + route.get("id"))
                    .asString()
                    .matches(ID);
            assertThat(route.get("description"))
                    .as("description of " + route.get("id"))
                    .asString()
                    .hasSizeBetween(10, 160);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyStepOfTheseKindsHasAnId(Path file) {
        for (Map<?, ?> route : routes(file)) {
            walk(route, (key, value) -> {
                if (NAMED_STEPS.contains(key)) {
                    assertThat(value).as("%s in %s", key, route.get("id")).isInstanceOf(Map.class);
                    assertThat(((Map<?, ?>) value).get("id"))
                            .as("id of %s in %s", key, route.get("id"))
                            .asString()
                            .matches(ID);
                }
            });
        }
    }

    /** Camel does not start when two routes or steps have one id, or a step has the id of a route. */
    @Test
    void noTwoRoutesOrStepsShareAnId() throws IOException {
        Map<Object, Integer> uses = new LinkedHashMap<>();
        for (Map<?, ?> route : routes()) {
            walk(route, (key, value) -> {
                if (key.equals("id")) {
                    uses.merge(value, 1, Integer::sum);
                }
            });
        }

        assertThat(uses).isNotEmpty();
        uses.values().removeIf(count -> count == 1);
        assertThat(uses).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void noRouteWritesContentOrCredentialsToTheLog(Path file) {
        walk(parse(file), (key, value) -> {
            if (key.equals("log")) {
                assertThat(value.toString()).as("log in " + file).doesNotContainPattern(SECRET);
            }
            if (key.equals("uri")) {
                assertThat(value.toString()).as("uri in " + file).doesNotStartWith("log:");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"transferException", "allowJavaSerializedObject", "saga", "enableCORS", "followRedirects"})
    void noRouteUsesAnOptionNamedInAnAdvisory(String name) throws IOException {
        for (Path file : files().toList()) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContainIgnoringCase(name);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyCallToAnotherServerIgnoresTheAddressInTheMessage(Path file) {
        walk(parse(file), (key, value) -> {
            if (value instanceof Map<?, ?> step
                    && step.get("uri") instanceof String uri
                    && OTHER_SERVER.matcher(uri).matches()) {
                assertThat(step.get("parameters")).as("parameters of " + uri).isInstanceOf(Map.class);
                assertThat(((Map<?, ?>) step.get("parameters")).get("bridgeEndpoint"))
                        .as("bridgeEndpoint of " + uri)
                        .isEqualTo(true);
            }
        });
    }

    /** Java code selects the called service from the configured ones; a message never selects it. */
    @ParameterizedTest
    @MethodSource("files")
    void everyComputedAddressIsOneThatWasConfigured(Path file) {
        walk(parse(file), (key, value) -> {
            assertThat(key).as("step in " + file).isNotIn(DYNAMIC_ENDPOINT_STEPS);
            if (key.equals("toD")) {
                Map<?, ?> step = (Map<?, ?>) value;
                assertThat(step.get("uri").toString()).as("toD in " + file).matches(CONFIGURED_URL);
                assertThat(step.get("allowOptimisedComponents"))
                        .as("the address does not travel in headers: " + step.get("id"))
                        .isEqualTo(false);
                Map<?, ?> parameters = (Map<?, ?>) step.get("parameters");
                assertThat(parameters.get("bridgeEndpoint")).isEqualTo(true);
                // the step before a call to Walrus clears the message, then sets method, path and query
                if (!step.get("uri").toString().endsWith(".endpoint}")) {
                    assertThat(parameters.get("skipControlHeaders")).isEqualTo(true);
                }
                assertThat(parameters.get("throwExceptionOnFailure")).isEqualTo(false);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void noConsumerTakesEveryPath(Path file) {
        for (Map<?, ?> route : routes(file)) {
            assertThat(((Map<?, ?>) route.get("from")).get("uri").toString())
                    .as("from of " + route.get("id"))
                    .isNotIn("platform-http:/", "platform-http:proxy", "platform-http:/*");
        }
    }

    private static List<Map<?, ?>> routes() throws IOException {
        return files().flatMap(file -> routes(file).stream()).toList();
    }

    private static List<Map<?, ?>> routes(Path file) {
        List<Map<?, ?>> routes = new ArrayList<>();
        for (Object element : (List<?>) parse(file)) {
            assertThat(element).as("top level of " + file).isInstanceOf(Map.class);
            ((Map<?, ?>) element).forEach((kind, definition) -> {
                assertThat(kind).as("top level of " + file).isIn("route", "routeConfiguration", "beans");
                if (kind.equals("route")) {
                    routes.add((Map<?, ?>) definition);
                }
            });
        }
        return routes;
    }

    private static Object parse(Path file) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Visits every key with its value, at any depth. */
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
