package io.tollgate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessAsyncServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * The SDK's stateless server over our tools: it checks arguments, lists and calls, and speaks every revision up to
 * 2025-11-25. The transport is ours, so that HTTP and stdio go the same way.
 */
public final class Protocol implements AutoCloseable {
    static final String NAME = "tollgate";

    static final String INSTRUCTIONS =
            "Stores files on Walrus and sells and buys them for USDC over x402. Money is spent"
                    + " by download-file-from-walrus and get-data-from-resource-server only; ask quote-download for a price"
                    + " first, and wallet-status for what may still be spent. File paths work where this server runs on the"
                    + " user's own machine.";

    private static final String CALL = "call";

    /** Longer than the longest tool: it bounds requests to clients, which we do not send. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final McpStatelessAsyncServer server;
    private final Wire wire = new Wire();
    private final String version;

    private static final class Wire implements McpStatelessServerTransport {
        private McpStatelessServerHandler handler;

        @Override
        public void setMcpHandler(McpStatelessServerHandler mcpHandler) {
            handler = mcpHandler;
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }

        @Override
        public List<String> protocolVersions() {
            return ProtocolVersion.OLDER;
        }
    }

    /**
     * @param tools   those whose routes run already: the list does not change while this serves
     * @param version of Tollgate
     */
    public Protocol(ToolRegistry tools, String version) {
        this.version = version;
        server = McpServer.async(wire)
                .serverInfo(McpSchema.Implementation.builder(NAME, version)
                        .title("Tollgate")
                        .build())
                .instructions(INSTRUCTIONS)
                .capabilities(
                        McpSchema.ServerCapabilities.builder().tools(false).build())
                .jsonMapper(new JacksonMcpJsonMapper(Json.MAPPER))
                .jsonSchemaValidator(new LazySchemaValidator())
                .requestTimeout(PATIENCE)
                .tools(tools.specs().stream().map(spec -> tool(spec, tools)).toList())
                .build();
    }

    private static AsyncToolSpecification tool(ToolSpec spec, ToolRegistry tools) {
        McpSchema.Tool tool = McpSchema.Tool.builder(spec.name(), spec.schema())
                .title(spec.title())
                .description(spec.description())
                .annotations(new McpSchema.ToolAnnotations(
                        spec.title(),
                        spec.hints().readOnly(),
                        spec.hints().destructive(),
                        spec.hints().idempotent(),
                        spec.hints().openWorld(),
                        null))
                .build();
        return new AsyncToolSpecification(
                tool,
                (context, request) -> Mono.fromCallable(() -> tools.call(
                        request.name(), request.arguments() == null ? Map.of() : request.arguments(), (ToolCall)
                                context.get(CALL))));
    }

    String version() {
        return version;
    }

    /** The response object, without {@code jsonrpc} and {@code id}: a {@code result} or an {@code error}. */
    JsonNode answer(String method, Object id, JsonNode params, ToolCall call) {
        JSONRPCRequest request = new JSONRPCRequest("2.0", method, id, params.isObject() ? Json.map(params) : Map.of());
        JSONRPCResponse response;
        try {
            response = wire.handler
                    .handleRequest(McpTransportContext.create(Map.of(CALL, call)), request)
                    .block(PATIENCE);
        } catch (McpError e) {
            return Json.object().set("error", Json.MAPPER.valueToTree(e.getJsonRpcError()));
        }
        return response.error() == null
                ? Json.object().set("result", Json.MAPPER.valueToTree(response.result()))
                : Json.object().set("error", Json.MAPPER.valueToTree(response.error()));
    }

    @Override
    public void close() {
        server.close();
    }
}
