package io.tollgate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * One call of a tool while it runs: who calls, what the request says beside the arguments, and what the answer will say
 * beside the result. Steps of a tool's route find it in the exchange.
 */
public final class ToolCall {
    static final String PROPERTY = "toolCall";

    /** Hears how far a long call is. */
    @FunctionalInterface
    public interface Progress {
        /** @param total -1 when it is not known */
        void at(long done, long total, String message);
    }

    private final Caller caller;
    private final JsonNode params;
    private final boolean modern;
    private final Progress progress;
    private final Map<String, Object> resultMeta = new LinkedHashMap<>();
    private ObjectNode question;

    ToolCall(Caller caller, JsonNode params, boolean modern, Progress progress) {
        this.caller = caller;
        this.params = params;
        this.modern = modern;
        this.progress = progress;
    }

    public static ToolCall of(Exchange exchange) {
        ToolCall call = exchange.getProperty(PROPERTY, ToolCall.class);
        if (call == null) {
            throw new IllegalStateException("this step belongs into the route of a tool");
        }
        return call;
    }

    public Caller caller() {
        return caller;
    }

    /** A member of the request's {@code _meta}. */
    public Optional<JsonNode> meta(String name) {
        return Optional.of(params.path("_meta").path(name)).filter(node -> !node.isMissingNode());
    }

    /** Puts a member into the {@code _meta} of the result. */
    public void resultMeta(String name, JsonNode value) {
        resultMeta.put(name, value);
    }

    Map<String, Object> resultMeta() {
        return resultMeta;
    }

    public Progress progress() {
        return progress;
    }

    /** True when the client can put a question to its user in the course of this call (2026-07-28, elicitation). */
    public boolean canAsk() {
        JsonNode elicitation =
                params.path("_meta").path(ProtocolVersion.CAPABILITIES).path("elicitation");
        return modern && elicitation.isObject() && (elicitation.isEmpty() || elicitation.has("form"));
    }

    /** Answers the call with a question; the client calls again with the answer. */
    public void ask(String id, String message, ObjectNode schema, String state) {
        ObjectNode asked = Json.object();
        ObjectNode request = asked.putObject("inputRequests").putObject(id);
        request.put("method", "elicitation/create");
        request.putObject("params").put("mode", "form").put("message", message).set("requestedSchema", schema);
        question = asked.put("requestState", state);
    }

    Optional<ObjectNode> question() {
        return Optional.ofNullable(question);
    }

    /** What the user said to the question of that name, as the client brings it back; missing when it does not. */
    public JsonNode answer(String id) {
        return modern ? params.path("inputResponses").path(id) : Json.MISSING;
    }

    /** What was sent along with the question. Clients may change it: it proves nothing by itself. */
    public Optional<String> state() {
        return modern ? Optional.ofNullable(params.path("requestState").textValue()) : Optional.empty();
    }
}
