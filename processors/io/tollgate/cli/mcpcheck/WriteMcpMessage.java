package io.tollgate.cli.mcpcheck;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Writes the next message of a conversation as JSON-RPC over Streamable HTTP. */
public final class WriteMcpMessage implements Processor {
    private final JsonMapper json = new JsonMapper();

    @Override
    public void process(Exchange exchange) throws IOException {
        McpCheck check = McpCheck.of(exchange);
        ObjectNode request = json.createObjectNode()
                .put("jsonrpc", "2.0")
                .put("id", check.number())
                .put("method", check.step().method());
        request.set("params", check.step().parameters());
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("Accept", "application/json, text/event-stream");
        message.setHeader("MCP-Protocol-Version", McpCheck.PROTOCOL);
        check.token().ifPresent(token -> message.setHeader("Authorization", "Bearer " + token));
        message.setBody(json.writeValueAsBytes(request));
        check.sent(System.nanoTime());
    }
}
