package io.tollgate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** One request to {@code /mcp} on its way through the route. */
final class McpRequest {
    static final String PROPERTY = "mcpRequest";

    final HttpServerRequest http;
    Caller caller = Caller.anonymous();
    JsonNode message = Json.MISSING;

    private McpRequest(HttpServerRequest http) {
        this.http = http;
    }

    /** Made by whichever step asks first. */
    static McpRequest of(Exchange exchange) {
        McpRequest request = exchange.getProperty(PROPERTY, McpRequest.class);
        if (request == null) {
            request = new McpRequest(exchange.getIn(HttpMessage.class).getRequest());
            exchange.setProperty(PROPERTY, request);
        }
        return request;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(http.getHeader(name)).map(String::strip);
    }

    McpHeaders headers() {
        return new McpHeaders(header("MCP-Protocol-Version"), header("Mcp-Method"), header("Mcp-Name"));
    }

    /** The tool that is called; empty when no tool is. */
    Optional<String> tool() {
        return Optional.of(message)
                .filter(json -> "tools/call".equals(json.path("method").textValue()))
                .map(json -> json.path("params").path("name").textValue());
    }
}
