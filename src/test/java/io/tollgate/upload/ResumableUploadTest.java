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

/** A file sent in pieces: what is certified is neither sent nor paid for again, whatever breaks in between. */
class ResumableUploadTest {
    private static final String PART = "64KiB";
    private static final byte[] FILE = UploadTest.content(300_000);

    private static TestGateway twin;
    private static DataFolderInspector premises;

    @BeforeAll
    static void start() {
        twin = TestGateway.start(
                Map.of("TOLLGATE_WALRUS_MAX_PART_SIZE", PART, "TOLLGATE_WALRUS_PUBLISH_ATTEMPTS", "1"));
        premises = new DataFolderInspector(twin);
    }

    @AfterAll
    static void stop() {
        premises.close();
        twin.close();
    }

    /** Each lies in a file, with another one that tells about it. */
    private static int blobs() throws IOException {
        return premises.blobs().size() / 2;
    }

    private static void assertForSale(TestGateway twin, HttpResponse<byte[]> answer, byte[] content) throws Exception {
        assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
        JsonNode item = TestGateway.json(answer);
        assertThat(item.path("status").asText()).isEqualTo("success");
        assertThat(item.path("size").asInt()).isEqualTo(content.length);
        assertThat(item.path("contentType").asText()).isEqualTo("video/mp4");
        assertThat(item.path("sha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        String path = URI.create(item.path("downloadUrl").asText()).getPath();
        assertThat(twin.get(twin.url(path)).body()).isEqualTo(content);
    }

    @Test
    void aFileInTwoRequestsIsOneFile() throws Exception {
        StartedUpload upload = StartedUpload.at(twin, FILE.length, "price=0");
        int blobs = blobs();

        HttpResponse<byte[]> first = upload.append(0, Arrays.copyOf(FILE, 100_000));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Upload-Offset")).hasValue(Integer.toString(upload.partSize()));
        assertThat(upload.offset()).isEqualTo(upload.partSize());
        assertForSale(twin, upload.rest(FILE, upload.partSize()), FILE);
        assertThat(blobs()).as("five parts and the list of them").isEqualTo(blobs + 6);
        assertThat(upload.announced().path("sellerToken").asText()).startsWith("seller_");
    }

    @Test
    void whoMissedTheLastAnswerAsksForItAgain() throws Exception {
        StartedUpload upload = StartedUpload.at(twin, FILE.length, "price=0");
        HttpResponse<byte[]> told = upload.rest(FILE, 0);

        assertForSale(twin, upload.append(FILE.length, new byte[0]), FILE);
        assertThat(TestGateway.json(twin.get(upload.url()))).isEqualTo(TestGateway.json(told));
        assertThat(upload.offset()).isEqualTo(FILE.length);
        assertThat(told.body()).asString().doesNotContain("sellerToken");
    }

    @Test
    void aSmallFileAndAnEmptyOneAreOnePartEach() throws Exception {
        byte[] small = UploadTest.content(1000);

        assertForSale(twin, StartedUpload.at(twin, small.length, "price=0").append(0, small), small);
        assertForSale(twin, StartedUpload.at(twin, 0, "price=0").append(0, new byte[0]), new byte[0]);
    }

    @Test
    void afterABrokenConnectionItGoesOnBehindTheLastWholePart() throws Exception {
        StartedUpload upload = StartedUpload.at(twin, FILE.length, "price=0");
        int blobs = blobs();
        try (Socket socket = new Socket("127.0.0.1", twin.port())) {
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
        assertForSale(twin, upload.rest(FILE, offset), FILE);
        assertThat(blobs()).isEqualTo(blobs + 6);
        assertThat(premises.spooled()).isEmpty();
    }

    @Test
    void whoComesBackEndsTheRequestThatHangs() throws Exception {
        StartedUpload upload = StartedUpload.at(twin, FILE.length, "price=0");
        try (Socket socket = new Socket("127.0.0.1", twin.port())) {
            socket.getOutputStream()
                    .write(("PATCH " + upload.url().getPath()
                                    + " HTTP/1.1\r\nHost: x\r\nUpload-Offset: 0\r\nContent-Length: 300000\r\n\r\nabc")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> isAppended(upload));

            assertForSale(twin, upload.rest(FILE, 0), FILE);
        }
    }

    private static boolean isAppended(StartedUpload upload) {
        try (Database database = Database.open(Database.defaultUrl(twin.folder()))) {
            return database.statement(handle -> handle.createQuery("select holder from upload where id = :id")
                            .bind("id", upload.url().getPath().replace("/uploads/", ""))
                            .mapTo(String.class)
                            .one()
                            .length()
                    > 0);
        }
    }

    @Test
    void anotherProcessGoesOnWhereOneEnded(@TempDir Path folder) throws Exception {
        Map<String, String> sameFolder =
                Map.of("TOLLGATE_WALRUS_MAX_PART_SIZE", PART, "TOLLGATE_DATA_DIR", folder.toString());
        StartedUpload upload;
        try (TestGateway before = TestGateway.start(sameFolder)) {
            upload = StartedUpload.at(before, FILE.length, "price=0");
            upload.append(0, Arrays.copyOf(FILE, 3 * upload.partSize()));
        }

        try (TestGateway after = TestGateway.start(sameFolder)) {
            StartedUpload moved = upload.movedTo(after);
            assertThat(moved.offset()).isEqualTo(3 * upload.partSize());
            assertForSale(after, moved.rest(FILE, moved.offset()), FILE);
        }
    }

    @Test
    void aPartBehindAGapIsNotPaidForTwice() throws Exception {
        StartedUpload upload = StartedUpload.at(twin, FILE.length, "price=0");
        upload.append(0, Arrays.copyOf(FILE, 4 * upload.partSize()));
        int blobs = blobs();
        try (Database database = Database.open(Database.defaultUrl(twin.folder()))) {
            database.statement(handle -> handle.createUpdate("""
                            delete from item_part where part = 1 and item_id =
                                (select item_id from upload where id = :id)
                            """)
                    .bind("id", upload.url().getPath().replace("/uploads/", ""))
                    .execute());
        }

        assertThat(upload.offset()).isEqualTo(upload.partSize());
        assertForSale(twin, upload.rest(FILE, upload.partSize()), FILE);
        assertThat(blobs())
                .as("the part that was missing, the last one, the list")
                .isEqualTo(blobs + 3);
    }

    @Test
    void aFileThatChangedBehindAGapIsTheNewOne() throws Exception {
        StartedUpload upload = StartedUpload.at(twin, FILE.length, "price=0");
        upload.append(0, Arrays.copyOf(FILE, 3 * upload.partSize()));
        try (Database database = Database.open(Database.defaultUrl(twin.folder()))) {
            database.statement(handle -> handle.createUpdate("""
                            delete from item_part where part = 0 and item_id =
                                (select item_id from upload where id = :id)
                            """)
                    .bind("id", upload.url().getPath().replace("/uploads/", ""))
                    .execute());
        }
        byte[] changed = UploadTest.content(FILE.length);
        changed[5] ^= 1;

        assertForSale(twin, upload.append(0, changed), changed);
    }

    @Test
    void aPublisherThatFailsLosesNothing() throws Exception {
        StartedUpload upload = StartedUpload.at(twin, FILE.length, "price=0");
        upload.append(0, Arrays.copyOf(FILE, upload.partSize()));
        twin.walrusFault("{\"store\":{\"html\":true,\"htmlStatus\":400}}");

        HttpResponse<byte[]> failed = upload.rest(FILE, upload.partSize());
        twin.mendStorage();

        assertThat(failed.statusCode()).isIn(502, 503);
        assertThat(upload.offset()).isEqualTo(upload.partSize());
        assertForSale(twin, upload.rest(FILE, upload.partSize()), FILE);
    }

    @Test
    void aProxyThatTakesLessThanAPartEndsTheRequestAndLosesNothing() throws Exception {
        StartedUpload upload = StartedUpload.at(twin, FILE.length, "price=0");
        upload.append(0, Arrays.copyOf(FILE, upload.partSize()));
        twin.walrusFault("{\"store\":{\"html\":true,\"htmlStatus\":413}}");

        HttpResponse<byte[]> refused = upload.rest(FILE, upload.partSize());
        twin.mendStorage();

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(TestGateway.json(refused).path("retryable").asBoolean()).isFalse();
        assertThat(upload.offset()).isEqualTo(upload.partSize());
        assertForSale(twin, upload.rest(FILE, upload.partSize()), FILE);
    }
}
