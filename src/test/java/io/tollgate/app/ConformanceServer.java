package io.tollgate.app;

import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.tollgate.admin.LogSetup;
import io.tollgate.mcp.Json;
import io.tollgate.mcp.ToolCall;
import io.tollgate.mcp.ToolFailure;
import io.tollgate.mcp.ToolResult;
import io.tollgate.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/**
 * The MCP server with the tools that the official conformance suite looks for, on the port of its argument; it runs until
 * it is killed. The suite and what it is expected to miss: src/test/conformance.
 */
public final class ConformanceServer {
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private static final String SOUND = "UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=";

    private ConformanceServer() {}

    public static void main(String[] arguments) throws Exception {
        LogSetup.install();
        Map<String, String> environment = Map.of(
                "PORT",
                arguments[0],
                "TOLLGATE_HOST",
                "127.0.0.1",
                "MCP_PUBLIC",
                "true",
                "TOLLGATE_DATA_DIR",
                arguments[1]);
        McpServer server =
                McpServer.start(new SettingsLoader(environment, Path.of(arguments[1])).loadMcp(Map.of(), true));
        server.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                tool(
                        "test_simple_text",
                        exchange -> exchange.getMessage().setBody("This is a simple text response for testing."));
                tool("test_noop", exchange -> exchange.getMessage().setBody("ok"));
                tool("test_image_content", exchange -> say(exchange, image()));
                tool("test_audio_content", exchange -> say(exchange, audio()));
                tool("test_embedded_resource", exchange -> say(exchange, resource()));
                tool("test_multiple_content_types", exchange -> say(exchange, image(), resource()));
                tool("test_error_handling", exchange -> {
                    throw ToolFailure.of("test_error", "This tool intentionally returns an error for testing");
                });
                tool("test_tool_with_progress", ConformanceServer::progress);
            }

            private void tool(String name, Processor processor) {
                from("ai-tool:" + name + "?description=of the conformance suite")
                        .errorHandler(noErrorHandler())
                        .process(processor);
            }
        });
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "drain"));
        server.awaitStop();
    }

    private static void progress(Exchange exchange) throws InterruptedException {
        ToolCall.Progress progress = ToolCall.of(exchange).progress();
        for (int done : new int[] {0, 50, 100}) {
            progress.at(done, 100, "Completed step " + done + " of 100");
            Thread.sleep(50);
        }
        exchange.getMessage().setBody("done");
    }

    private static void say(Exchange exchange, Content... more) {
        exchange.getMessage().setBody(new ToolResult(Json.object(), List.of(more), false));
    }

    private static Content image() {
        return ImageContent.builder(PIXEL, "image/png").build();
    }

    private static Content audio() {
        return AudioContent.builder(SOUND, "audio/wav").build();
    }

    private static Content resource() {
        return EmbeddedResource.builder(TextResourceContents.builder(
                                "test://embedded-resource", "This is an embedded resource content.")
                        .mimeType("text/plain")
                        .build())
                .build();
    }
}
