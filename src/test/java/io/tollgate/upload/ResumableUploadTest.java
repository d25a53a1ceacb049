package io.tollgate.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import io.tollgate.database.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resumable uploads: certified parts are neither sent nor stored again, whatever fails in between. */
class ResumableUploadTest {
    private static final String PART = "64KiB";
    private static final byte[] FILE = UploadTest.content(300_000);

    private static TestGateway gateway;
    private static DataFolderInspector inspector;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(
                Map.of("TOLLGATE_WALRUS_MAX_PART_SIZE", PART, "TOLLGATE_WALRUS_PUBLISH_ATTEMPTS", "1"));
        inspector = new DataFolderInspector(gateway);
    }

    @AfterAll
    static void stop() {
        inspector.close();
        gateway.close();
    }

    /** Number of stored blobs; each has a file of bytes and a file of metadata. */
    private static int blobs() throws IOException {
        return inspector.blobs().size() / 2;
    }

    private static void assertForSale(TestGateway gateway, HttpResponse<byte[]> answer, byte[] content)
            throws Exception {
        assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
        JsonNode item = TestGateway.json(answer);
        assertThat(item.path("status").asText()).isEqualTo("success");
        assertThat(item.path("size").asInt()).isEqualTo(content.length);
        assertThat(item.path("contentType").asText()).isEqualTo("video/mp4");
        assertThat(item.path("sha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        String path = URI.create(item.path("downloadUrl").asText()).getPath();
        assertThat(gateway.get(gateway.url(path)).body()).isEqualTo(content);
    }

    @Test
    void aFileInTwoRequestsIsOneFile() throws Exception {
        StartedUpload upload = StartedUpload.gateway(gateway, FILE.length, "price=0");
        int blobs = blobs();

        HttpResponse<byte[]> first = upload.append(0, Arrays.copyOf(FILE, 100_000));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Upload-Offset")).hasValue(Integer.toString(upload.partSize()));
        assertThat(upload.offset()).isEqualTo(upload.partSize());
        assertForSale(gateway, upload.rest(FILE, upload.partSize()), FILE);
        assertThat(blobs()).as("five parts and the manifest").isEqualTo(blobs + 6);
        assertThat(upload.announced().path("sellerToken").asText()).startsWith("seller_");
    }

    @Test
    void aLostLastAnswerIsRepeated() throws Exception {
        StartedUpload upload = StartedUpload.gateway(gateway, FILE.length, "price=0");
        HttpResponse<byte[]> last = upload.rest(FILE, 0);

        assertForSale(gateway, upload.append(FILE.length, new byte[0]), FILE);
        assertThat(TestGateway.json(gateway.get(upload.url()))).isEqualTo(TestGateway.json(last));
        assertThat(upload.offset()).isEqualTo(FILE.length);
        assertThat(last.body()).asString().doesNotContain("sellerToken");
    }

    @Test
    void aSmallFileAndAnEmptyOneAreOnePartEach() throws Exception {
        byte[] small = UploadTest.content(1000);

        assertForSale(
                gateway, StartedUpload.gateway(gateway, small.length, "price=0").append(0, small), small);
        assertForSale(gateway, StartedUpload.gateway(gateway, 0, "price=0").append(0, new byte[0]), new byte[0]);
    }

    @Test
    void afterABrokenConnectionTheUploadContinuesAfterTheLastCompletePart() throws Exception {
        StartedUpload upload = StartedUpload.gateway(gateway, FILE.length, "price=0");
        int blobs = blobs();
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PATCH " + upload.url().getPath()
                            + " HTTP/1.1\r\nHost: x\r\nUpload-Offset: 0\r\nContent-Length: " + FILE.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(FILE, 0, 150_000);
            out.flush();
            await().until(() -> blobs() >= blobs + 2);
        }

        int offset = upload.offset();

        assertThat(offset).isEqualTo(2 * upload.partSize());
        assertForSale(gateway, upload.rest(FILE, offset), FILE);
        assertThat(blobs()).isEqualTo(blobs + 6);
        assertThat(inspector.spooled()).isEmpty();
    }

    @Test
    void aReconnectStopsTheHangingRequest() throws Exception {
        StartedUpload upload = StartedUpload.gateway(gateway, FILE.length, "price=0");
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.getOutputStream()
                    .write(("PATCH " + upload.url().getPath()
                                    + " HTTP/1.1\r\nHost: x\r\nUpload-Offset: 0\r\nContent-Length: 300000\r\n\r\nabc")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> isAppended(upload));

            assertForSale(gateway, upload.rest(FILE, 0), FILE);
        }
    }

    private static boolean isAppended(StartedUpload upload) {
        try (Database database = Database.open(Database.defaultUrl(gateway.folder()))) {
            return database.statement(handle -> handle.createQuery("select holder from upload where id = :id")
                            .bind("id", upload.url().getPath().replace("/uploads/", ""))
                            .mapTo(String.class)
                            .one()
                            .length()
                    > 0);
        }
    }

    @Test
    void anotherProcessContinuesTheUpload(@TempDir Path folder) throws Exception {
        Map<String, String> sameFolder =
                Map.of("TOLLGATE_WALRUS_MAX_PART_SIZE", PART, "TOLLGATE_DATA_DIR", folder.toString());
        StartedUpload upload;
        try (TestGateway before = TestGateway.start(sameFolder)) {
            upload = StartedUpload.gateway(before, FILE.length, "price=0");
            upload.append(0, Arrays.copyOf(FILE, 3 * upload.partSize()));
        }

        try (TestGateway after = TestGateway.start(sameFolder)) {
            StartedUpload moved = upload.movedTo(after);
            assertThat(moved.offset()).isEqualTo(3 * upload.partSize());
            assertForSale(after, moved.rest(FILE, moved.offset()), FILE);
        }
    }

    @Test
    void aPartAfterAGapIsNotStoredTwice() throws Exception {
        StartedUpload upload = StartedUpload.gateway(gateway, FILE.length, "price=0");
        upload.append(0, Arrays.copyOf(FILE, 4 * upload.partSize()));
        int blobs = blobs();
        try (Database database = Database.open(Database.defaultUrl(gateway.folder()))) {
            database.statement(handle -> handle.createUpdate("""
                            delete from item_part where part = 1 and item_id =
                                (select item_id from upload where id = :id)
                            """)
                    .bind("id", upload.url().getPath().replace("/uploads/", ""))
                    .execute());
        }

        assertThat(upload.offset()).isEqualTo(upload.partSize());
        assertForSale(gateway, upload.rest(FILE, upload.partSize()), FILE);
        assertThat(blobs()).as("the missing part, the last part, the manifest").isEqualTo(blobs + 3);
    }

    @Test
    void aFileThatChangedAfterAGapIsStoredAgain() throws Exception {
        StartedUpload upload = StartedUpload.gateway(gateway, FILE.length, "price=0");
        upload.append(0, Arrays.copyOf(FILE, 3 * upload.partSize()));
        try (Database database = Database.open(Database.defaultUrl(gateway.folder()))) {
            database.statement(handle -> handle.createUpdate("""
                            delete from item_part where part = 0 and item_id =
                                (select item_id from upload where id = :id)
                            """)
                    .bind("id", upload.url().getPath().replace("/uploads/", ""))
                    .execute());
        }
        byte[] changed = UploadTest.content(FILE.length);
        changed[5] ^= 1;

        assertForSale(gateway, upload.append(0, changed), changed);
    }

    @Test
    void aFailingPublisherLosesNoPart() throws Exception {
        StartedUpload upload = StartedUpload.gateway(gateway, FILE.length, "price=0");
        upload.append(0, Arrays.copyOf(FILE, upload.partSize()));
        gateway.walrusFault("{\"store\":{\"html\":true,\"htmlStatus\":400}}");

        HttpResponse<byte[]> failed = upload.rest(FILE, upload.partSize());
        gateway.restoreStorage();

        assertThat(failed.statusCode()).isIn(502, 503);
        assertThat(upload.offset()).isEqualTo(upload.partSize());
        assertForSale(gateway, upload.rest(FILE, upload.partSize()), FILE);
    }

    @Test
    void aProxyLimitBelowThePartSizeFailsTheRequestAndLosesNoPart() throws Exception {
        StartedUpload upload = StartedUpload.gateway(gateway, FILE.length, "price=0");
        upload.append(0, Arrays.copyOf(FILE, upload.partSize()));
        gateway.walrusFault("{\"store\":{\"html\":true,\"htmlStatus\":413}}");

        HttpResponse<byte[]> refused = upload.rest(FILE, upload.partSize());
        gateway.restoreStorage();

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(TestGateway.json(refused).path("retryable").asBoolean()).isFalse();
        assertThat(upload.offset()).isEqualTo(upload.partSize());
        assertForSale(gateway, upload.rest(FILE, upload.partSize()), FILE);
    }
}
