package io.tollgate.http.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** Writes a {@link Problem} as a document of RFC 9457, the body of every error of the gateway. */
public final class ProblemDocument {
    public static final String CONTENT_TYPE = "application/problem+json";

    private ProblemDocument() {}

    public static byte[] of(Problem problem) {
        return bytes(node(problem));
    }

    /** Has the extension member {@code retryable} (RFC 9457, section 3.2). */
    public static byte[] of(Problem problem, String member, JsonNode value) {
        return bytes(node(problem).set(member, value));
    }

    static byte[] of(int status, String code, String detail, boolean retryable) {
        return bytes(node(status, code, detail, retryable));
    }

    private static ObjectNode node(Problem problem) {
        ObjectNode document = node(problem.status(), problem.code(), problem.getMessage(), problem.retryable());
        problem.limit().ifPresent(bytes -> document.put("limit", bytes));
        return document;
    }

    private static ObjectNode node(int status, String code, String detail, boolean retryable) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("type", "urn:tollgate:problem:" + code);
        document.put("title", HttpResponseStatus.valueOf(status).reasonPhrase());
        document.put("status", status);
        document.put("code", code);
        document.put("detail", detail);
        document.put("retryable", retryable);
        return document;
    }

    private static byte[] bytes(JsonNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }
}
