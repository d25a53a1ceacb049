package io.tollgate.routecheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tollgate.TestGateway;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every shipped YAML file conforms to the schema of the Camel DSL, so that editors such as Kaoto open it. */
class SchemaTest {
    private static final Path ROUTES = Path.of(System.getProperty("basedir", ""), "routes");

    private static Schema schema;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = SchemaTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                    .getSchema(in);
        }
    }

    static Stream<Path> routeFiles() throws IOException {
        return files(".camel.yaml");
    }

    static Stream<Path> kamelets() throws IOException {
        return files(".kamelet.yaml");
    }

    private static Stream<Path> files(String ending) throws IOException {
        return Files.walk(ROUTES).filter(file -> file.toString().endsWith(ending));
    }

    private static JsonNode yaml(String text) {
        return TestGateway.JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    private static List<String> problems(JsonNode routes) {
        return schema.validate(routes).stream().map(Object::toString).toList();
    }

    @Test
    void theSchemaDetectsAMistake() {
        assertThat(problems(yaml("- route:\n    from:\n      uri: direct:a\n      steps:\n        - frobnicate: {}\n")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void aRouteFileObeysTheSchema(Path file) throws IOException {
        assertThat(problems(yaml(Files.readString(file)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void theTemplateOfAKameletObeysTheSchema(Path file) throws IOException {
        ArrayNode template = JsonNodeFactory.instance.arrayNode();
        JsonNode written = yaml(Files.readString(file)).path("spec").path("template");
        template.addObject().set("beans", written.path("beans"));
        template.addObject().set("from", written.path("from"));

        assertThat(problems(template)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void everyPropertyOfAKameletIsDescribed(Path file) throws IOException {
        JsonNode kamelet = yaml(Files.readString(file));
        JsonNode definition = kamelet.path("spec").path("definition");
        String name = file.getFileName().toString().replace(".kamelet.yaml", "");

        assertThat(kamelet.path("metadata").path("name").asText()).isEqualTo(name);
        assertThat(kamelet.at("/metadata/labels/camel.apache.org~1kamelet.type").asText())
                .isEqualTo(name.substring(name.lastIndexOf('-') + 1));
        for (String annotation : List.of("support.level", "group", "namespace", "icon")) {
            assertThat(kamelet.at("/metadata/annotations/camel.apache.org~1kamelet." + annotation)
                            .asText())
                    .as(annotation)
                    .isNotEmpty();
        }
        assertThat(definition.path("title").asText()).isNotEmpty();
        assertThat(definition.path("description").asText()).hasSizeGreaterThan(40);
        assertThat(kamelet.path("spec").path("dependencies")).isNotEmpty();
        List<String> required = StreamSupport.stream(definition.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        definition.path("properties").properties().forEach(property -> {
            JsonNode form = property.getValue();
            assertThat(form.path("title").asText()).as(property.getKey()).isNotEmpty();
            assertThat(form.path("description").asText()).as(property.getKey()).endsWith(".");
            assertThat(form.path("type").asText()).isIn("string", "integer", "boolean");
            assertThat(form.has("default"))
                    .as("default of " + property.getKey())
                    .isNotEqualTo(required.contains(property.getKey()));
            if (property.getKey().toLowerCase().contains("token")) {
                assertThat(form.path("format").asText()).isEqualTo("password");
                assertThat(form.path("x-descriptors").toString()).contains("urn:camel:group:credentials");
            }
        });
    }
}
