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

/** Forms that go up with their fields in front of the file, behind it or on both sides. */
class FormUploadTest {
    private static final String MARKER = "plain text that must never lie on a disk; ";

    private static TestGateway twin;
    private static DataFolderInspector premises;
    private int forSale;

    @BeforeAll
    static void start() {
        // what waits is looked for on the disk
        twin = TestGateway.start(Map.of("TOLLGATE_UPLOAD_MEMORY", "0B"));
        premises = new DataFolderInspector(twin);
    }

    @AfterAll
    static void stop() {
        premises.close();
        twin.close();
    }

    @BeforeEach
    void count() {
        forSale = premises.forSale().size();
    }

    private static HttpResponse<byte[]> post(Form form) {
        return twin.send(form.to(twin.url("/upload")));
    }

    @Test
    void aFileInFrontOfItsFieldsWaitsSealed() throws Exception {
        byte[] content = MARKER.repeat(10_000).getBytes(StandardCharsets.UTF_8);
        byte[] whole = new Form()
                .file(content)
                .field("price", "0")
                .field("title", "late")
                .closed();

        try (Socket socket = new Socket("127.0.0.1", twin.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(head(whole.length));
            out.write(whole, 0, 300_000);
            out.flush();
            await().until(() -> premises.spooledBytes() > 100_000);
            String waiting = Files.readString(premises.spooled().get(0), StandardCharsets.ISO_8859_1);
            out.write(whole, 300_000, whole.length - 300_000);
            out.flush();
            byte[] status = socket.getInputStream().readNBytes(12);

            assertThat(waiting).doesNotContain("plain text").doesNotContain("disk");
            assertThat(status).asString().isEqualTo("HTTP/1.1 200");
        }
        Item item = premises.forSale().get(0);
        assertThat(item.title()).isEqualTo("late");
        assertThat(item.sealed()).isTrue();
        assertThat(twin.get(twin.url("/download/" + item.blobId())).body()).isEqualTo(content);
        await().until(() -> premises.spooled().isEmpty());
    }

    @Test
    void aSpooledFileIsGoneWhenItsFieldsAreWrong() {
        HttpResponse<byte[]> answer =
                post(new Form().file(UploadTest.content(200_000)).field("price", "a fortune"));

        assertThat(answer.statusCode()).isEqualTo(400);
        await().until(() -> premises.spooled().isEmpty());
        assertThat(premises.forSale()).hasSize(forSale);
    }

    @Test
    void aSpooledFileIsGoneWhenThePublisherFails() {
        twin.walrusFault("{\"store\":{\"html\":true}}");
        HttpResponse<byte[]> answer =
                post(new Form().file(UploadTest.content(200_000)).field("price", "0"));
        twin.mendStorage();

        assertThat(answer.statusCode()).isEqualTo(502);
        await().until(() -> premises.spooled().isEmpty());
        assertThat(premises.forSale()).hasSize(forSale);
    }

    /** The file ends near the edge of a 64 KiB read, so that its first fields are known with it and the last are not. */
    @Test
    void aFileInFrontOfItsFieldsIsTakenWhateverItsSize() {
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
    void fieldsOnBothSidesOfTheFileCount() {
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
        Item item = premises.item(json.path("blobId").asText());
        assertThat(item.title()).isEqualTo("early");
        assertThat(item.description()).isEqualTo("late");
        assertThat(item.payTo()).hasToString("0x8626f6940E2eb28930eFb4CeF49B2d1F2C9C1199");
        assertThat(item.price()).isEqualTo(AtomicAmount.parse("47684"));
        assertThat(item.entitlementWindow()).isEqualTo(Duration.ofHours(2));
        assertThat(json.path("price").asText()).isEqualTo("0.047684");
    }

    @Test
    void aWrongFieldBehindTheFileIsRefusedBeforeItIsStored() throws IOException {
        List<Path> before = premises.blobs();

        HttpResponse<byte[]> answer = post(new Form()
                .field("title", "early")
                .file(UploadTest.content(100_000))
                .field("price", "much"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo("invalid_upload");
        assertThat(premises.forSale()).hasSize(forSale);
        assertThat(premises.blobs()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void whetherItIsSealedStandsInFrontOfTheFile() throws IOException {
        List<Path> before = premises.blobs();

        HttpResponse<byte[]> answer = post(
                new Form().field("price", "0").file(UploadTest.content(100_000)).field("sealed", "false"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo("late_field");
        assertThat(premises.forSale()).hasSize(forSale);
        assertThat(premises.blobs()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aSpooledUploadBrokenOffLeavesNothing() throws Exception {
        byte[] whole =
                new Form().file(UploadTest.content(500_000)).field("price", "0").closed();

        try (Socket socket = new Socket("127.0.0.1", twin.port())) {
            socket.getOutputStream().write(head(whole.length));
            socket.getOutputStream().write(whole, 0, 300_000);
            await().until(() -> premises.spooledBytes() > 100_000);
        }

        await().until(() -> premises.spooled().isEmpty());
        assertThat(premises.forSale()).hasSize(forSale);
    }

    private static byte[] head(long length) {
        return ("POST /upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + Form.CONTENT_TYPE
                        + "\r\nContent-Length: " + length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
