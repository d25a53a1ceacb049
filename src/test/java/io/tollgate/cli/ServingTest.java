package io.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code dev} and {@code serve} print, and how a start that fails ends. */
class ServingTest {
    @TempDir
    private Path folder;

    private final AtomicReference<Settings> started = new AtomicReference<>();
    private final AtomicReference<Mode> mode = new AtomicReference<>();
    private HttpServer server;
    private CommandFixture tollgate;

    @BeforeEach
    void gateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        answer("/health", 200, "{\"status\":\"ok\"}");
        tollgate = new CommandFixture(folder).launching((settings, asked) -> {
            started.set(settings);
            mode.set(asked);
            return new Served(server.getAddress().getPort());
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void devSaysItIsReadyOnOneLineAndWhatToTypeNext() {
        answer("/dev/wallet", 200, "{\"address\":\"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266\"}");
        String url = "http://127.0.0.1:" + server.getAddress().getPort();

        int code = tollgate.run("dev");

        assertThat(code).isEqualTo(ExitCodes.OK);
        assertThat(mode).hasValue(Mode.DEV);
        assertThat(tollgate.out().lines()).first().isEqualTo("ready " + url);
        assertThat(tollgate.out())
                .containsPattern("started   in [0-9.]+ m?s, from the start of the process to the first 200 on /health")
                .contains("./tollgate upload FILE --price 0.01 --url " + url)
                .contains("./tollgate pay " + url + "/download/BLOB_ID -o FILE")
                .contains("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266 has play money on base-sepolia");
    }

    @Test
    void aGatewayThatIsNotHealthyIsNotReady() {
        server.removeContext("/health");
        answer("/health", 503, "");

        int code = tollgate.run("dev");

        assertThat(code).isEqualTo(ExitCodes.FAILED);
        assertThat(tollgate.out()).doesNotContain("ready");
        assertThat(tollgate.err()).isEqualToIgnoringNewLines("dev failed: /health answers 503 right after the start");
    }

    @Test
    void serveSaysWhereItSellsAndWhoIsPaid() {
        tollgate.environment.putAll(serving());

        int code = tollgate.run("serve", "--public-url", "https://files.example/");

        assertThat(code).isEqualTo(ExitCodes.OK);
        assertThat(mode).hasValue(Mode.SERVE);
        assertThat(started.get().server().publicUrl()).hasToString("https://files.example");
        assertThat(tollgate.out())
                .startsWith("ready http://127.0.0.1:")
                .contains("https://files.example", "base-sepolia, paid to 0xa0Ee7A142d267C1f36714E4a8F75612F20a79720")
                .contains("from anyone")
                .doesNotContain("wallet");
    }

    @Test
    void aStartWithoutWhatItNeedsNamesAllOfItAndStartsNothing() {
        int code = tollgate.run("serve");

        assertThat(code).isEqualTo(ExitCodes.USAGE);
        assertThat(started).hasNullValue();
        assertThat(tollgate.err().lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("No facilitator: set FACILITATOR_URL"))
                .anyMatch(line -> line.startsWith("No seller account: set ADDRESS"))
                .anyMatch(line -> line.startsWith("No Walrus publisher: set WALRUS_PUBLISHER_URL"))
                .anyMatch(line -> line.startsWith("No Walrus aggregator: set WALRUS_AGGREGATOR_URLS"));
    }

    @Test
    void aGatewayThatDoesNotStartIsOneLineAndItsExitCode() {
        tollgate.environment.putAll(serving());
        tollgate.launching((settings, asked) -> {
            throw new GatewayLauncher.NotStarted("port 4021 is in use", ExitCodes.USAGE, null);
        });

        int code = tollgate.run("serve");

        assertThat(code).isEqualTo(ExitCodes.USAGE);
        assertThat(tollgate.err()).isEqualToIgnoringNewLines("port 4021 is in use");
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            try (exchange) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    private static Map<String, String> serving() {
        return Map.of(
                "FACILITATOR_URL", "https://f.example",
                "ADDRESS", "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720",
                "WALRUS_PUBLISHER_URL", "https://publisher.example",
                "WALRUS_AGGREGATOR_URLS", "https://a.example");
    }

    /** A gateway that is told to stop as soon as it serves. */
    private record Served(int port) implements GatewayLauncher.Running {
        @Override
        public GatewayLauncher.Console console() {
            return new GatewayLauncher.Console(9876, Optional.of("operator"), Optional.empty());
        }

        @Override
        public void awaitStop() {}

        @Override
        public void close() {}
    }
}
