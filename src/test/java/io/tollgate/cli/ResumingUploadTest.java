package io.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import io.tollgate.payer.PayingClient;
import io.tollgate.payer.PurchaseListener;
import io.tollgate.upload.DataFolderInspector;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Networks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tollgate upload --resume} goes on where it was broken off. */
class ResumingUploadTest {
    private static TestGateway testGateway;

    @TempDir
    private Path folder;

    private CommandFixture tollgate;
    private Path file;
    private byte[] content;

    @BeforeAll
    static void start() {
        testGateway = TestGateway.start(
                Map.of("TOLLGATE_WALRUS_MAX_PART_SIZE", "64KiB", "TOLLGATE_WALRUS_PUBLISH_ATTEMPTS", "1"));
    }

    @AfterAll
    static void stop() {
        testGateway.close();
    }

    @BeforeEach
    void aFile() throws Exception {
        tollgate = new CommandFixture(folder);
        tollgate.environment.put("RESOURCE_SERVER_URL", "http://127.0.0.1:" + testGateway.port());
        content = new byte[400_000];
        new Random(7).nextBytes(content);
        file = Files.write(folder.resolve("big file.bin"), content);
    }

    private JsonNode uploaded(String... more) throws Exception {
        String[] arguments = new String[more.length + 5];
        System.arraycopy(more, 0, arguments, 5, more.length);
        System.arraycopy(
                new String[] {"upload", file.toString(), "--json", "--resume", "--title=Big"}, 0, arguments, 0, 5);
        int code = tollgate.run(arguments);
        assertThat(code).as(tollgate.err()).isEqualTo(ExitCodes.OK);
        return TestGateway.JSON.readTree(tollgate.out());
    }

    private byte[] bytes(JsonNode item) {
        return testGateway
                .get(testGateway.url(
                        URI.create(item.path("downloadUrl").asText()).getPath()))
                .body();
    }

    @Test
    void aFileGoesUpInPieces() throws Exception {
        JsonNode item = uploaded("--price-per-mib=0", "--access-hours=3", "--networks=base-sepolia");

        assertThat(bytes(item)).isEqualTo(content);
        assertThat(item.path("sellerToken").asText()).startsWith("seller_");
        assertThat(item.path("accessHours").asInt()).isEqualTo(3);
        assertThat(UploadCheckpoint.place(file)).doesNotExist();
    }

    @Test
    void aPublisherThatFailsInTheMiddleIsWaitedFor() throws Exception {
        testGateway.walrusFault("{\"store\":{\"html\":true,\"htmlStatus\":502,\"times\":1}}");

        JsonNode item = uploaded("--price=0");

        assertThat(bytes(item)).isEqualTo(content);
    }

    @Test
    void anotherRunGoesOnWithTheUploadThatTheFirstOneBegan() throws Exception {
        URI gateway = URI.create("http://127.0.0.1:" + testGateway.port());
        Map<String, String> fields = Map.of("name", "a", "price", "0");
        try (HttpClient http = PayingClient.http();
                DataFolderInspector inspector = new DataFolderInspector(testGateway)) {
            PayingClient client = new PayingClient(
                    http, new Networks(), url -> Optional.empty(), Clock.systemUTC(), new SecureRandom(), time -> {});
            PurchaseListener unheard = new PurchaseListener() {};
            ResumingUpload upload = new ResumingUpload(
                    http,
                    gateway,
                    (url, beside) -> client.request(url, beside, AtomicAmount.ZERO, unheard),
                    millis -> {});
            int pending = inspector.pending();
            testGateway.walrusFault("{\"store\":{\"html\":true,\"htmlStatus\":502}}");

            assertThatThrownBy(() -> upload.send(file, fields, Optional.empty(), (done, total) -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("run the same command again to go on");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(UploadCheckpoint.place(file))))
                    .isEqualTo("rw-------");
            assertThat(inspector.pending()).isEqualTo(pending + 1);
            testGateway.restoreStorage();
            DirectUpload.Outcome outcome = upload.send(file, fields, Optional.empty(), (done, total) -> {});

            assertThat(bytes(((DirectUpload.Outcome.Answered) outcome).answer().body()))
                    .isEqualTo(content);
            assertThat(inspector.pending()).isEqualTo(pending);
        }
    }

    @Test
    void unsealedFilesGoInOnePiece() {
        assertThat(tollgate.run("upload", file.toString(), "--unsealed", "--resume"))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(tollgate.run("upload", file.toString(), "--unsealed", "--price=0"))
                .as(tollgate.err())
                .isEqualTo(ExitCodes.OK);
    }
}
