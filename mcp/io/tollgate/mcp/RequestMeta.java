package io.tollgate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells the revision of a message and checks what the 2026-07-28 one wants of it: {@code _meta} with version and
 * capabilities, and headers that say the same as the body.
 */
final class RequestMeta {
    private RequestMeta() {}

    /** The body decides, not the headers: a proxy may drop those. */
    static boolean isModern(JsonNode params) {
        return params.path("_meta").has(ProtocolVersion.VERSION);
    }

    /** The refusal, if the message is to be refused before anything looks at its method. */
    static Optional<Reply> check(String method, JsonNode id, JsonNode params, Optional<McpHeaders> headers) {
        Optional<String> header = headers.flatMap(McpHeaders::version);
        if (!isModern(params)) {
            return older(method, id, params, header);
        }
        JsonNode meta = params.path("_meta");
        JsonNode written = meta.path(ProtocolVersion.VERSION);
        if (!written.isTextual()) {
            return Optional.of(Reply.error(400, id, Reply.INVALID_PARAMS, ProtocolVersion.VERSION + " must be text"));
        }
        String version = written.textValue();
        boolean request = !id.isMissingNode();
        if (headers.isPresent()) {
            Optional<Reply> mismatch = mismatch(method, id, params, headers.get(), version, request);
            if (mismatch.isPresent()) {
                return mismatch;
            }
        }
        if (!version.equals(ProtocolVersion.MODERN)) {
            return Optional.of(unsupported(id, version, List.of(ProtocolVersion.MODERN)));
        }
        if (request && !meta.path(ProtocolVersion.CAPABILITIES).isObject()) {
            return Optional.of(missing(id, List.of(ProtocolVersion.CAPABILITIES)));
        }
        return Optional.empty();
    }

    private static Optional<Reply> older(String method, JsonNode id, JsonNode params, Optional<String> header) {
        if (header.isEmpty() || ProtocolVersion.OLDER.contains(header.get())) {
            return Optional.empty();
        }
        if (!header.get().equals(ProtocolVersion.MODERN)) {
            List<String> supported = new ArrayList<>(ProtocolVersion.OLDER);
            supported.add(ProtocolVersion.MODERN);
            return Optional.of(unsupported(id, header.get(), supported));
        }
        if (method.equals("initialize")) {
            return Optional.of(disagree(id, "initialize belongs to revisions before " + ProtocolVersion.MODERN));
        }
        if (id.isMissingNode()) {
            return Optional.empty();
        }
        List<String> absent = new ArrayList<>(List.of(ProtocolVersion.VERSION));
        if (!params.path("_meta").has(ProtocolVersion.CAPABILITIES)) {
            absent.add(ProtocolVersion.CAPABILITIES);
        }
        return Optional.of(missing(id, absent));
    }

    private static Optional<Reply> mismatch(
            String method, JsonNode id, JsonNode params, McpHeaders headers, String version, boolean request) {
        if (request && headers.version().isEmpty()) {
            return Optional.of(disagree(id, "the header MCP-Protocol-Version is missing"));
        }
        if (headers.version().filter(named -> !named.equals(version)).isPresent()) {
            return Optional.of(disagree(id, "MCP-Protocol-Version is not the version that the body names"));
        }
        if (request && headers.method().isEmpty()) {
            return Optional.of(disagree(id, "the header Mcp-Method is missing"));
        }
        if (headers.method().filter(named -> !named.equals(method)).isPresent()) {
            return Optional.of(disagree(id, "Mcp-Method is not the method of the body"));
        }
        String field = method.equals("resources/read") ? "uri" : "name";
        boolean named = List.of("tools/call", "prompts/get", "resources/read").contains(method);
        String value = params.path(field).textValue();
        if (!request || !named) {
            return Optional.empty();
        }
        if (headers.name().isEmpty()) {
            return value == null ? Optional.empty() : Optional.of(disagree(id, "the header Mcp-Name is missing"));
        }
        Optional<String> said = McpHeaders.decoded(headers.name().get());
        boolean same = said.isPresent() && (value == null || said.get().equals(value));
        return same ? Optional.empty() : Optional.of(disagree(id, "Mcp-Name is not what the body names"));
    }

    private static Reply disagree(JsonNode id, String what) {
        return Reply.error(400, id, Reply.HEADER_MISMATCH, "Header mismatch: " + what);
    }

    private static Reply missing(JsonNode id, List<String> keys) {
        return Reply.error(
                400, id, Reply.INVALID_PARAMS, "Invalid params: missing _meta keys: " + String.join(", ", keys));
    }

    private static Reply unsupported(JsonNode id, String requested, List<String> supported) {
        ObjectNode data = Json.object().put("requested", ToolText.line(requested));
        supported.forEach(data.putArray("supported")::add);
        return Reply.error(400, id, Reply.UNSUPPORTED_VERSION, "Unsupported protocol version", data);
    }
}
