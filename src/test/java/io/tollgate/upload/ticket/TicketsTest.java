package io.tollgate.upload.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.MovableClock;
import io.tollgate.TestGateway;
import io.tollgate.mcp.McpCaller;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upload tickets: a signed URL for one file, valid for ten minutes, for a client without an upload token. */
class TicketsTest {
    private static final String TOKEN = "alice-has-this-token";
    private static final MovableClock CLOCK = new MovableClock();

    private static TestGateway gateway;
    private static McpCaller alice;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        gateway =
                TestGateway.start(Map.of("UPLOAD_TOKEN", "an-upload-token-of-the-operator", "MCP_TOKEN", TOKEN), CLOCK);
        alice = new McpCaller(gateway, TOKEN);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static JsonNode ticket() {
        JsonNode result =
                alice.got("upload-file-to-walrus", Map.of("fileName", "a.txt", "price", "0.01", "title", "A file"));
        assertThat(result.path("status").asText()).isEqualTo("send_file");
        return result;
    }

    private static HttpResponse<byte[]> put(String url, String content) {
        return gateway.send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString(content))
                .build());
    }

    private static void assertRefused(HttpResponse<byte[]> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo(code);
    }

    @Test
    void thePrintedCurlCommandSendsTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "sent by curl");
        String line = ticket().path("curl").asText().replace(" FILE ", " '" + file + "' ");

        Process curl = new ProcessBuilder("sh", "-c", line).start();
        JsonNode item = TestGateway.JSON.readTree(curl.getInputStream());

        assertThat(curl.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(curl.exitValue()).isZero();
        assertThat(item.path("size").asInt()).isEqualTo("sent by curl".length());
        assertThat(gateway.get(URI.create(item.path("downloadUrl").asText())).statusCode())
                .isEqualTo(402);
    }

    @Test
    void aTicketIsForOneFile() {
        String url = ticket().path("uploadUrl").asText();

        HttpResponse<byte[]> first = put(url, "the first");
        HttpResponse<byte[]> second = put(url, "the second");

        assertThat(first.statusCode()).isEqualTo(200);
        assertRefused(second, 409, "ticket_used");
    }

    @Test
    void aTicketExpiresAfterTenMinutes() {
        String url = ticket().path("uploadUrl").asText();
        CLOCK.advance(Duration.ofMinutes(10).plusSeconds(1));

        assertRefused(put(url, "too late"), 410, "ticket_expired");
    }

    @Test
    void aTicketWithAWrongSignatureIsRefused() {
        String url = ticket().path("uploadUrl").asText();
        int at = url.length() - 5;
        String modified = url.substring(0, at) + (url.charAt(at) == 'A' ? 'B' : 'A') + url.substring(at + 1);

        assertRefused(put(modified, "forged"), 404, "no_ticket");
    }

    @Test
    void withoutATicketOrATokenAnUploadIsRefused() {
        assertThat(put(gateway.url("/upload?name=a.txt").toString(), "nothing").statusCode())
                .isEqualTo(401);
    }
}
