package io.tollgate.mcp;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema.Content;
import java.util.List;

/**
 * What the route of a tool leaves in the body: a JSON object, which clients get as structured content and, for older
 * ones, as text. A route may also leave plain text or a JSON string.
 *
 * @param more  content beside the JSON: a picture, a link
 * @param error true when the object says why it did not work
 */
public record ToolResult(ObjectNode json, List<Content> more, boolean error) {
    public ToolResult {
        requireNonNull(json, "json must not be null");
        more = List.copyOf(more);
    }

    public static ToolResult of(ObjectNode json) {
        return new ToolResult(json, List.of(), false);
    }

    public static ToolResult error(ObjectNode json) {
        return new ToolResult(json, List.of(), true);
    }
}
