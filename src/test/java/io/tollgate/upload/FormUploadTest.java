package io.tollgate.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import io.tollgate.catalog.Item;
import io.tollgate.x402.money.AtomicAmount;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Form uploads with fields before the file, after it, or both. */
class FormUploadTest {
    private static final String MARKER = "plain text that must never be on disk; ";

    private static TestGateway gateway;
    private static DataFolderInspector inspector;
    private int forSale;

    @BeforeAll
    static void start() {
        // no memory for parts, so that buffered parts are on disk
        gateway = TestGateway.start(Map.of("TOLLGATE_UPLOAD_MEMORY", "0B"));
        inspector = new DataFolderInspector(gateway);
    }

    @AfterAll
    static void stop() {
        inspector.close();
        gateway.close();
    }

    @BeforeEach
    void count() {
        forSale = inspector.forSale().size();
    }

    private static HttpResponse<byte[]> post(Form form) {
        return gateway.send(form.request(gateway.url("/upload")));
    }

    @Test
    void aFileBeforeItsFieldsIsSpooledSealed() throws Exception {
        byte[] content = MARKER.repeat(10_000).getBytes(StandardCharsets.UTF_8);
        byte[] whole = new Form()
                .file(content)
                .field("price", "0")
                .field("title", "late")
                .complete();

        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(head(whole.length));
            out.write(whole, 0, 300_000);
            out.flush();
            await().until(() -> inspector.spooledBytes() > 100_000);
            String spooled = Files.readString(inspector.spooled().get(0), StandardCharsets.ISO_8859_1);
            out.write(whole, 300_000, whole.length - 300_000);
            out.flush();
            byte[] status = socket.getInputStream().readNBytes(12);

            assertThat(spooled).doesNotContain("plain text").doesNotContain("disk");
            assertThat(status).asString().isEqualTo("HTTP/1.1 200");
        }
        Item item = inspector.forSale().get(0);
        assertThat(item.title()).isEqualTo("late");
        assertThat(item.sealed()).isTrue();
        assertThat(gateway.get(gateway.url("/download/" + item.blobId())).body())
                .isEqualTo(content);
        await().until(() -> inspector.spooled().isEmpty());
    }

    @Test
    void aSpooledFileIsDeletedWhenItsFieldsAreInvalid() {
        HttpResponse<byte[]> answer =
                post(new Form().file(UploadTest.content(200_000)).field("price", "a fortune"));

        assertThat(answer.statusCode()).isEqualTo(400);
        await().until(() -> inspector.spooled().isEmpty());
        assertThat(inspector.forSale()).hasSize(forSale);
    }

    @Test
    void aSpooledFileIsDeletedWhenThePublisherFails() {
        gateway.walrusFault("{\"store\":{\"html\":true}}");
        HttpResponse<byte[]> answer =
                post(new Form().file(UploadTest.content(200_000)).field("price", "0"));
        gateway.restoreStorage();

        assertThat(answer.statusCode()).isEqualTo(502);
        await().until(() -> inspector.spooled().isEmpty());
        assertThat(inspector.forSale()).hasSize(forSale);
    }

    /** The file ends near the end of a 64 KiB read, so that some fields arrive in the same read and some do not. */
    @Test
    void aFileOfAnySizeBeforeItsFieldsIsAccepted() {
        for (int size = 65_000; size < 65_600; size += 20) {
            HttpResponse<byte[]> answer = post(new Form()
                    .file(new byte[size])
                    .field("title", "at the edge")
                    .field("description", "of a read")
                    .field("price", "0"));

            assertThat(answer.statusCode()).as("%d bytes", size).isEqualTo(200);
        }
    }

    @Test
    void fieldsBeforeAndAfterTheFileApply() {
        HttpResponse<byte[]> answer = post(new Form()
                .field("title", "early")
                .field("accessHours", "2")
                .file(UploadTest.content(100_000))
                .field("description", "late")
                .field("payTo", "0x8626f6940E2eb28930eFb4CeF49B2d1F2C9C1199")
                .field("numEpochs", "7")
                .field("pricePerMiB", "0.5"));

        JsonNode json = TestGateway.json(answer);
        assertThat(answer.statusCode()).as(json.toString()).isEqualTo(200);
        Item item = inspector.item(json.path("blobId").asText());
        assertThat(item.title()).isEqualTo("early");
        assertThat(item.description()).isEqualTo("late");
        assertThat(item.payTo()).hasToString("0x8626f6940E2eb28930eFb4CeF49B2d1F2C9C1199");
        assertThat(item.price()).isEqualTo(AtomicAmount.parse("47684"));
        assertThat(item.entitlementWindow()).isEqualTo(Duration.ofHours(2));
        assertThat(json.path("price").asText()).isEqualTo("0.047684");
    }

    @Test
    void anInvalidFieldAfterTheFileIsRefusedBeforeTheFileIsStored() throws IOException {
        List<Path> before = inspector.blobs();

        HttpResponse<byte[]> answer = post(new Form()
                .field("title", "early")
                .file(UploadTest.content(100_000))
                .field("price", "much"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo("invalid_upload");
        assertThat(inspector.forSale()).hasSize(forSale);
        assertThat(inspector.blobs()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void theSealedFieldMustComeBeforeTheFile() throws IOException {
        List<Path> before = inspector.blobs();

        HttpResponse<byte[]> answer = post(
                new Form().field("price", "0").file(UploadTest.content(100_000)).field("sealed", "false"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo("late_field");
        assertThat(inspector.forSale()).hasSize(forSale);
        assertThat(inspector.blobs()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void anAbortedSpooledUploadLeavesNothing() throws Exception {
        byte[] whole =
                new Form().file(UploadTest.content(500_000)).field("price", "0").complete();

        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.getOutputStream().write(head(whole.length));
            socket.getOutputStream().write(whole, 0, 300_000);
            await().until(() -> inspector.spooledBytes() > 100_000);
        }

        await().until(() -> inspector.spooled().isEmpty());
        assertThat(inspector.forSale()).hasSize(forSale);
    }

    private static byte[] head(long length) {
        return ("POST /upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + Form.CONTENT_TYPE
                        + "\r\nContent-Length: " + length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
