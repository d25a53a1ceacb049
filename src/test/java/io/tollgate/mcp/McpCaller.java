package io.tollgate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls tools at {@code /mcp} as a plain client of the 2025 revisions does. */
public final class McpCaller {
    private final TestGateway gateway;
    private final URI url;
    private final Optional<String> token;

    public McpCaller(TestGateway gateway, String token) {
        this.gateway = gateway;
        this.url = gateway.url("/mcp");
        this.token = Optional.ofNullable(token);
    }

    /** The {@code result} of a call. */
    public JsonNode call(String tool, Map<String, ?> arguments) {
        return call(tool, arguments, TestGateway.JSON.createObjectNode());
    }

    public JsonNode call(String tool, Map<String, ?> arguments, ObjectNode meta) {
        ObjectNode params = TestGateway.JSON.createObjectNode().put("name", tool);
        params.set("arguments", TestGateway.JSON.valueToTree(arguments));
        if (!meta.isEmpty()) {
            params.set("_meta", meta);
        }
        HttpResponse<byte[]> answer = post("tools/call", params);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + new String(answer.body()));
        }
        return TestGateway.json(answer).path("result");
    }

    /** The structured content of a call that is expected to work. */
    public JsonNode got(String tool, Map<String, ?> arguments) {
        JsonNode result = call(tool, arguments);
        if (result.path("isError").asBoolean()) {
            throw new IllegalStateException(result.toString());
        }
        return result.path("structuredContent");
    }

    public HttpResponse<byte[]> post(String method, ObjectNode params, String... headers) {
        ObjectNode message = TestGateway.JSON
                .createObjectNode()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", method);
        message.set("params", params);
        return send(message.toString(), headers);
    }

    public HttpResponse<byte[]> send(String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", "application/json", "Accept", "application/json, text/event-stream"));
        token.ifPresent(secret -> all.addAll(List.of("Authorization", "Bearer " + secret)));
        return gateway.send(HttpRequest.newBuilder(url)
                .headers(all.toArray(String[]::new))
                .POST(BodyPublishers.ofString(body))
                .build());
    }
}
