package io.tollgate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Answers one message of MCP, whichever revision it is written in and however it came. Messages that carry the
 * 2026-07-28 envelope are answered in that revision's form; the others go to the SDK as they are.
 */
public final class MessageHandler {
    private static final List<String> MODERN_METHODS = List.of("tools/list", "tools/call");
    private static final int LIST_IS_FRESH_FOR_MILLIS = 300_000;

    private final Protocol protocol;

    public MessageHandler(Protocol protocol) {
        this.protocol = protocol;
    }

    /**
     * @param headers of HTTP; empty on stdio, where the body alone tells the revision
     * @param caller  as the door knows it
     */
    Reply answer(JsonNode message, Optional<McpHeaders> headers, Caller caller, ToolCall.Progress progress) {
        JsonNode id = message.path("id");
        if (!message.isObject()
                || !"2.0".equals(message.path("jsonrpc").textValue())
                || !(id.isMissingNode() || id.isTextual() || id.isIntegralNumber())) {
            return Reply.error(400, null, Reply.INVALID_REQUEST, "this is not one message of JSON-RPC 2.0");
        }
        String method = message.path("method").textValue();
        if (method == null) {
            boolean response = message.has("result") || message.has("error");
            return response
                    ? Reply.accepted()
                    : Reply.error(400, id, Reply.INVALID_REQUEST, "the message names no method");
        }
        JsonNode params = message.path("params");
        Optional<Reply> refused = RequestMeta.check(method, id, params, headers);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (id.isMissingNode()) {
            return Reply.accepted();
        }
        boolean modern = RequestMeta.isModern(params);
        ToolCall call = new ToolCall(caller, params, modern, progress);
        return modern ? modern(method, id, params, call) : older(method, id, params, call);
    }

    private Reply older(String method, JsonNode id, JsonNode params, ToolCall call) {
        return Reply.of(200, id, protocol.answer(method, key(id), params, call));
    }

    private Reply modern(String method, JsonNode id, JsonNode params, ToolCall call) {
        if (method.equals("server/discover")) {
            return Reply.of(200, id, Json.object().set("result", discovered()));
        }
        if (!MODERN_METHODS.contains(method)) {
            return Reply.error(404, id, Reply.METHOD_NOT_FOUND, "there is no method " + ToolText.line(method));
        }
        JsonNode outcome = protocol.answer(method, key(id), params, call);
        if (outcome.path("result") instanceof ObjectNode result) {
            return Reply.of(200, id, Json.object().set("result", modernised(method, result, call)));
        }
        return Reply.of(200, id, outcome);
    }

    private ObjectNode modernised(String method, ObjectNode result, ToolCall call) {
        if (call.question().isPresent()) {
            return identified(call.question().get().put("resultType", "input_required"));
        }
        result.put("resultType", "complete");
        if (method.equals("tools/list")) {
            cacheable(result);
        }
        return identified(result);
    }

    private ObjectNode discovered() {
        ObjectNode result = Json.object().put("resultType", "complete");
        result.putArray("supportedVersions").add(ProtocolVersion.MODERN);
        result.putObject("capabilities").putObject("tools");
        result.put("instructions", Protocol.INSTRUCTIONS);
        cacheable(result);
        return identified(result);
    }

    /** The list is the same for every caller, but no proxy may cache it. */
    private static void cacheable(ObjectNode result) {
        result.put("ttlMs", LIST_IS_FRESH_FOR_MILLIS).put("cacheScope", "private");
    }

    private ObjectNode identified(ObjectNode result) {
        result.withObject("/_meta")
                .putObject(ProtocolVersion.SERVER_INFO)
                .put("name", Protocol.NAME)
                .put("version", protocol.version());
        return result;
    }

    private static Object key(JsonNode id) {
        return id.isTextual() ? id.textValue() : (Object) id.longValue();
    }
}
