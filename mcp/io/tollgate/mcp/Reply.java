package io.tollgate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The answer to one message.
 *
 * @param status of HTTP; a line on stdio has none
 * @param body   empty for a notification
 */
record Reply(int status, Optional<JsonNode> body) {
    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int HEADER_MISMATCH = -32020;
    static final int UNSUPPORTED_VERSION = -32022;

    static Reply accepted() {
        return new Reply(202, Optional.empty());
    }

    /** @param outcome holds a {@code result} or an {@code error} */
    static Reply of(int status, JsonNode id, JsonNode outcome) {
        ObjectNode response = Json.object().put("jsonrpc", "2.0");
        response.set("id", id);
        response.setAll((ObjectNode) outcome);
        return new Reply(status, Optional.of(response));
    }

    /** @param id null when the message has none that can be read */
    static Reply error(int status, JsonNode id, int code, String message) {
        return error(status, id, code, message, null);
    }

    static Reply error(int status, JsonNode id, int code, String message, JsonNode data) {
        ObjectNode outcome = Json.object();
        ObjectNode error = outcome.putObject("error").put("code", code).put("message", message);
        if (data != null) {
            error.set("data", data);
        }
        JsonNode known = id == null || id.isMissingNode() ? Json.object().nullNode() : id;
        return of(status, known, outcome);
    }
}
