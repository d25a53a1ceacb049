package io.tollgate.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import io.tollgate.cli.Tollgate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official MCP clients of both eras call every tool, and get a file back as it was, over HTTP and over stdio. */
class OfficialMcpClientsTest {
    private static InteropPackages packages;
    private static TestGateway gateway;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        packages = InteropPackages.install();
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @ParameterizedTest(name = "{0} over {1}")
    @CsvSource({
        "@modelcontextprotocol/sdk,    http",
        "@modelcontextprotocol/client, http",
        "@modelcontextprotocol/sdk,    stdio",
        "@modelcontextprotocol/client, stdio",
    })
    void anOfficialClientCallsEveryToolAndBuysBackItsFile(String client, String way) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("mcp.mjs", client, way));
        if (way.equals("http")) {
            arguments.add(gateway.url("/mcp").toString());
        } else {
            arguments.addAll(List.of(
                    folder.toRealPath().toString(),
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Tollgate.class.getName(),
                    "mcp",
                    "--resource-server-url=" + gateway.url(""),
                    "--data-dir=" + folder.resolve("data")));
        }

        InteropPackages.Output output = packages.node(3, arguments.toArray(String[]::new));

        String last = output.text().lines().reduce("", (before, line) -> line);
        assertThat(output.exit()).as(output.text()).isZero();
        JsonNode told = TestGateway.JSON.readTree(last);
        assertThat(told.path("same").asBoolean()).isTrue();
        assertThat(told.path("transaction").asText()).startsWith("0x");
        assertThat(told.path("tools")).hasSize(6);
        assertThat(told.path("called")).containsExactlyInAnyOrderElementsOf(told.path("tools"));
        assertThat(told.path("version").asText()).isEqualTo(client.endsWith("/client") ? "2026-07-28" : "older");
        if (way.equals("stdio")) {
            assertThat(told.path("uploaded").asBoolean()).isTrue();
            assertThat(told.path("elsewhere").asText()).isEqualTo("outside_file_roots");
            assertThat(told.path("notified").asInt()).isPositive();
        }
    }
}
