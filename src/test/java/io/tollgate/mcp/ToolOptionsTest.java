package io.tollgate.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a route's URI says of a tool becomes a JSON Schema that is one: nothing proves that again at the start. */
class ToolOptionsTest {
    private final ToolOptions options = new ToolOptions(new DefaultCamelContext());

    @Test
    void everythingThatCanBeSaidOfAnArgumentMakesAJsonSchema() {
        ToolSpec spec = options.read(
                "weigh",
                Map.of(
                        "parameter.word", "string",
                        "parameter.word.required", "true",
                        "parameter.word.description", "what to weigh",
                        "parameter.word.maxLength", "20",
                        "parameter.word.enum", "light,heavy",
                        "parameter.times", "integer",
                        "parameter.times.minimum", "-3",
                        "parameter.times.maximum", "3",
                        "parameter.times.default", "1"));

        ValidationResponse proof = new DefaultJsonSchemaValidator(new ObjectMapper()).validateSchema(spec.schema());

        assertThat(proof.valid()).as(proof.errorMessage()).isTrue();
        assertThat(spec.schema()).containsEntry("additionalProperties", false);
    }

    @ParameterizedTest
    @CsvSource({
        "parameter.word.maxLength, -1, must not be negative",
        "parameter.word.maxLength, ten, must be a whole number",
        "parameter.word, text, is one of",
        "parameter.word.colour, red, there is no option",
        "parameter.other.minimum, 1, has no type"
    })
    void whatWouldMakeNoSchemaIsRefusedWithTheNameOfTheTool(String option, String value, String why) {
        Map<String, String> written = option.equals("parameter.word")
                ? Map.of(option, value)
                : Map.of("parameter.word", "string", option, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.read("weigh", written))
                .withMessageContaining("weigh")
                .withMessageContaining(why);
    }
}
