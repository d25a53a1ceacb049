package io.tollgate.mcp;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a client is told of a tool, as the URI of its route says it.
 *
 * @param schema JSON Schema of the arguments
 * @param hints  MCP's annotations: they tell clients when to ask their user first
 * @param tags   {@link #OPERATOR} is the one that Tollgate itself understands
 */
public record ToolSpec(
        String name, String title, String description, Map<String, Object> schema, Hints hints, Set<String> tags) {
    /** The tool spends the operator's money or shows the operator's data: a caller without a token is refused. */
    public static final String OPERATOR = "operator";

    public ToolSpec {
        requireNonNull(title, "title must not be null");
        requireNonNull(description, "description must not be null");
        requireNonNull(hints, "hints must not be null");
        if (!name.matches("[A-Za-z0-9_.-]{1,128}")) {
            throw new IllegalArgumentException("the name of a tool is letters, digits, _ . and -, at most 128 of them");
        }
        schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
        tags = Set.copyOf(tags);
    }

    /** @param openWorld true when it talks to anything beyond this gateway */
    public record Hints(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {}
}
