package io.tollgate.mcp;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A tool could not do what it was asked for, told so that a model knows what to do next. The sentence never holds a key,
 * a token or the text of another exception.
 */
public final class ToolFailure extends RuntimeException {
    private final String code;
    private final ObjectNode details = Json.object();

    private ToolFailure(String code, String sentence) {
        super(sentence, null, false, false);
        this.code = requireNonNull(code, "code must not be null");
    }

    public static ToolFailure of(String code, String sentence) {
        return new ToolFailure(code, sentence);
    }

    /** Something a program would want to know of it. */
    public ToolFailure with(String name, String value) {
        details.put(name, value);
        return this;
    }

    /** A whole object, such as where a file is to be sent instead. */
    public ToolFailure with(String name, ObjectNode value) {
        details.set(name, value);
        return this;
    }

    ObjectNode asJson() {
        ObjectNode json = Json.object().put("status", "error").put("code", code).put("message", getMessage());
        json.setAll(details);
        return json;
    }
}
