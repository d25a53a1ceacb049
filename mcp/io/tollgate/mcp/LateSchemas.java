package io.tollgate.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import java.util.Map;

/**
 * Checks the arguments of calls with the SDK's validator, which is made with the first of them: to build it, and to prove
 * with it that the schemas of our own tools are schemas, takes a tenth of a function's start. {@link ToolOptions} makes those.
 */
final class LateSchemas implements JsonSchemaValidator {
    private final ObjectMapper json;
    private volatile JsonSchemaValidator made;

    LateSchemas(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public ValidationResponse validate(Map<String, Object> schema, Object structuredContent) {
        return validator().validate(schema, structuredContent);
    }

    private JsonSchemaValidator validator() {
        JsonSchemaValidator known = made;
        if (known == null) {
            synchronized (this) {
                known = made == null ? new DefaultJsonSchemaValidator(json) : made;
                made = known;
            }
        }
        return known;
    }
}
