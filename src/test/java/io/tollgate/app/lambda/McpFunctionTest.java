package io.tollgate.app.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollgate.app.McpServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function as the Lambda Web Adapter uses it: readiness, snapshot, restore, calls. */
class McpFunctionTest {
    private static final String TOKEN = "the-token-that-lets-in";
    private static final String NAME = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:x402/mcp-token";

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean secretsAreThere = true;

    @TempDir
    private Path folder;

    private Optional<String> secret(String name) {
        asked.incrementAndGet();
        if (!secretsAreThere) {
            throw new IllegalStateException("Secrets Manager cannot be reached");
        }
        return name.equals(NAME) ? Optional.of(TOKEN) : Optional.empty();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private McpFunction function(int port, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORT",
                Integer.toString(port),
                "TOLLGATE_HOST",
                "127.0.0.1",
                "RESOURCE_SERVER_URL",
                "https://files.example.com",
                "MCP_TOKEN_SECRET",
                NAME));
        environment.putAll(more);
        return new McpFunction(environment, this::secret, folder);
    }

    private int status(int port, String method, String path, String token) {
        try {
            HttpResponse<Void> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Content-Type", "application/json")
                            .header("Accept", "application/json, text/event-stream")
                            .header("Authorization", "Bearer " + token)
                            .method(
                                    method,
                                    HttpRequest.BodyPublishers.ofString(
                                            path.equals("/mcp")
                                                    ? "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{}}"
                                                    : ""))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            return answer.statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void withoutASnapshotItServesWithItsSecretsAtOnce() throws Exception {
        int port = freePort();

        try (McpServer server = function(port, Map.of()).start()) {
            assertThat(status(server.port(), "GET", "/health", TOKEN)).isEqualTo(200);
            assertThat(status(server.port(), "POST", "/mcp", TOKEN)).isEqualTo(200);
            assertThat(status(server.port(), "POST", "/mcp", "another-token-altogether"))
                    .isEqualTo(401);
        }
    }

    @Test
    void aFunctionWithAWalletNeedsNoNetworkOfAGateway() throws Exception {
        Map<String, String> wallet = Map.of("PRIVATE_KEY", "0x" + "11".repeat(32), "RPC_URL", "off");

        try (McpServer server = function(freePort(), wallet).start()) {
            assertThat(status(server.port(), "POST", "/mcp", TOKEN)).isEqualTo(200);
        }
    }

    @Test
    void aSnapshotHoldsNoSecretAndARestoreFetchesThem() throws Exception {
        int port = freePort();
        McpFunction function = function(port, Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
        CompletableFuture<McpServer> started = CompletableFuture.supplyAsync(() -> {
            try {
                return function.start();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        await().atMost(Duration.ofSeconds(60))
                .until(() -> started.isDone() || status(port, "GET", "/health", TOKEN) == 200);
        assertThat(started).isNotDone();
        assertThat(status(port, "POST", "/snapshot/before", TOKEN)).isEqualTo(200);
        assertThat(asked).hasValue(0);
        assertThat(status(port, "POST", "/mcp", TOKEN)).isEqualTo(404);

        secretsAreThere = false;
        assertThat(status(port, "POST", "/snapshot/after", TOKEN)).isEqualTo(500);

        secretsAreThere = true;
        assertThat(status(port, "POST", "/snapshot/after", TOKEN)).isEqualTo(200);
        try (McpServer server = started.join()) {
            assertThat(server.port()).isEqualTo(port);
            await().atMost(Duration.ofSeconds(20)).until(() -> status(port, "GET", "/health", TOKEN) == 200);
            assertThat(status(port, "POST", "/mcp", TOKEN)).isEqualTo(200);
            assertThat(status(port, "POST", "/snapshot/after", TOKEN)).isEqualTo(404);
        }
    }
}
