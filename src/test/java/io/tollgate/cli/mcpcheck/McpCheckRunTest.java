package io.tollgate.cli.mcpcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shipped check against a stand-in: an MCP endpoint that wants a token, and AWS that knows where it is. */
class McpCheckRunTest {
    private static final Map<String, String> CREDENTIALS = Map.of(
            "aws.region", "eu-west-1", "aws.accessKeyId", "AKIDEXAMPLE", "aws.secretAccessKey", "not-a-real-secret");
    private static final String TOOLS =
            "[{\"name\":\"upload-file-to-walrus\"},{\"name\":\"download-file-from-walrus\"},{\"name\":\"quote-download\"}]";

    private HttpServer server;
    private String tools = TOOLS;

    @BeforeEach
    void start() throws IOException {
        CREDENTIALS.forEach(System::setProperty);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mcp", this::speak);
        server.createContext(
                "/2021-10-31/functions/MCPServerFunction/url",
                exchange -> answer(
                        exchange,
                        exchange.getRequestURI().getQuery().equals("Qualifier=live") ? 200 : 404,
                        "{\"FunctionUrl\":\"" + url("/") + "\",\"FunctionArn\":\"arn\",\"AuthType\":\"NONE\"}"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        CREDENTIALS.keySet().forEach(System::clearProperty);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void speak(HttpExchange exchange) throws IOException {
        JsonNode request = new JsonMapper().readTree(exchange.getRequestBody());
        if (!"Bearer let-me-in".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"detail\":\"a bearer token is needed\"}");
            return;
        }
        String result = switch (request.path("method").asText()) {
            case "initialize" ->
                "{\"protocolVersion\":\"2025-06-18\",\"serverInfo\":{\"name\":\"x\",\"version\":\"1\"}}";
            case "tools/list" -> "{\"tools\":" + tools + "}";
            default ->
                "{\"isError\":true,\"content\":[{\"type\":\"text\",\"text\":\"nothing is sold as "
                        + request.at("/params/arguments/blobId").asText() + "\"}]}";
        };
        answer(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":" + request.path("id") + ",\"result\":" + result + "}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private McpCheckRun.Report run(Optional<URI> at, String token) throws Exception {
        return McpCheckRun.run(new McpCheckRun.Target(
                at, "MCPServerFunction", "live", Optional.of(url("")), Optional.of(token), Optional.empty()));
    }

    @Test
    void anEndpointIsFoundThroughAwsAndAskedEverything() throws Exception {
        McpCheckRun.Report report = run(Optional.empty(), "let-me-in");

        assertThat(report.url()).isEqualTo(url("/mcp"));
        assertThat(report.good()).isTrue();
        assertThat(report.findings())
                .extracting(McpCheck.Finding::name)
                .containsExactly("initialize", "tools/list", "quote-download");
        assertThat(report.findings().getLast().detail()).isEqualTo("refused: nothing is sold as no-such-file");
    }

    @Test
    void aTokenThatIsNotGoodEndsItAtTheFirstWord() throws Exception {
        McpCheckRun.Report report = run(Optional.of(url("/mcp")), "wrong");

        assertThat(report.good()).isFalse();
        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).isEqualTo("answered 401: a bearer token is needed"));
    }

    @Test
    void toolsThatAreMissingAreSaid() throws Exception {
        tools = "[{\"name\":\"quote-download\"}]";

        McpCheckRun.Report report = run(Optional.of(url("/mcp")), "let-me-in");

        assertThat(report.findings()).hasSize(2);
        assertThat(report.findings().getLast().detail()).contains("some are missing");
    }

    @Test
    void anEndpointThatIsNotThereIsAnError() {
        URI nowhere = url("/mcp");
        server.stop(0);

        assertThatThrownBy(() -> run(Optional.of(nowhere), "let-me-in")).isInstanceOf(IOException.class);
    }
}
