package io.tollgate.mcp;

import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import java.util.Map;

/**
 * Checks the arguments of calls with the SDK's validator, which is made with the first of them: to build it, and to prove
 * with it that the schemas of our own tools are schemas, takes a tenth of a function's start. {@link ToolOptions} makes those.
 */
final class LazySchemaValidator implements JsonSchemaValidator {
    @Override
    public ValidationResponse validate(Map<String, Object> schema, Object structuredContent) {
        return Made.VALIDATOR.validate(schema, structuredContent);
    }

    /** The JVM loads it when it is first asked for, once. */
    private static final class Made {
        private static final JsonSchemaValidator VALIDATOR = new DefaultJsonSchemaValidator(Json.MAPPER);
    }
}
