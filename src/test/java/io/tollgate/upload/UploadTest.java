package io.tollgate.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.Twin;
import io.tollgate.catalog.Item;
import io.tollgate.money.AtomicAmount;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that go up: raw, in forms of either order, and those whose sender gives up half way. */
class UploadTest {
    private static final String MARKER = "plain text that must never lie on a disk; ";
    private static final String SELLER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

    private static Twin twin;
    private static Premises premises;
    private int forSale;

    @BeforeAll
    static void start() {
        // what waits is looked for on the disk
        twin = Twin.start(Map.of("TOLLGATE_UPLOAD_MEMORY", "0B"));
        premises = new Premises(twin);
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

    static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static HttpResponse<byte[]> put(String query, byte[] content) {
        return twin.send(HttpRequest.newBuilder(twin.url("/upload" + query))
                .PUT(BodyPublishers.ofByteArray(content))
                .build());
    }

    private static HttpResponse<byte[]> post(Form form) {
        return twin.send(form.to(twin.url("/upload")));
    }

    private static byte[] download(JsonNode answer) {
        return twin.get(twin.url("/download/" + answer.path("blobId").asText())).body();
    }

    @Test
    void theAnswerTellsEverythingASellerNeeds() throws Exception {
        byte[] content = content(100_000);

        HttpResponse<byte[]> answer = twin.send(HttpRequest.newBuilder(
                        twin.url("/upload?name=report.pdf&price=$0.25&epochs=7&title=A%20report&payTo=" + SELLER))
                .header("Content-Type", "application/pdf")
                .PUT(BodyPublishers.ofByteArray(content))
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonNode json = Twin.json(answer);
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "status",
                        "blobId",
                        "blobUrl",
                        "endEpoch",
                        "suiUrl",
                        "downloadUrl",
                        "price",
                        "payTo",
                        "network",
                        "networks",
                        "size",
                        "contentType",
                        "sha256",
                        "sealed",
                        "accessHours",
                        "forSaleUntil",
                        "expiresAt",
                        "sellerToken");
        assertThat(json.path("status").asText()).isEqualTo("success");
        assertThat(json.path("blobId").asText()).matches("[A-Za-z0-9_-]{43}");
        assertThat(json.path("blobUrl").asText())
                .endsWith("/v1/blobs/" + json.path("blobId").asText());
        assertThat(json.path("endEpoch").asLong()).isGreaterThanOrEqualTo(7);
        assertThat(json.path("suiUrl").isNull()).isTrue();
        assertThat(json.path("downloadUrl").asText())
                .isEqualTo(twin.url("/download/" + json.path("blobId").asText()).toString());
        assertThat(json.path("price").asText()).isEqualTo("0.25");
        assertThat(json.path("payTo").asText()).isEqualTo(SELLER);
        assertThat(json.path("network").asText()).isEqualTo("base-sepolia");
        assertThat(json.path("size").asLong()).isEqualTo(100_000);
        assertThat(json.path("contentType").asText()).isEqualTo("application/pdf");
        assertThat(json.path("sha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        assertThat(json.path("sealed").booleanValue()).isTrue();
        assertThat(json.path("sellerToken").asText()).hasSizeGreaterThan(20);
        assertThat(premises.item(json.path("blobId").asText()).title()).isEqualTo("A report");
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
            out.write(head("POST", Form.CONTENT_TYPE, whole.length));
            out.write(whole, 0, 300_000);
            out.flush();
            await().until(() -> arrived(premises.spooled()) > 100_000);
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
        HttpResponse<byte[]> answer = post(new Form().file(content(200_000)).field("price", "a fortune"));

        assertThat(answer.statusCode()).isEqualTo(400);
        await().until(() -> premises.spooled().isEmpty());
        assertThat(premises.forSale()).hasSize(forSale);
    }

    @Test
    void aSpooledFileIsGoneWhenThePublisherFails() {
        twin.walrusFault("{\"store\":{\"html\":true}}");
        HttpResponse<byte[]> answer = post(new Form().file(content(200_000)).field("price", "0"));
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
                .file(content(100_000))
                .field("description", "late")
                .field("payTo", "0x8626f6940E2eb28930eFb4CeF49B2d1F2C9C1199")
                .field("numEpochs", "7")
                .field("pricePerMiB", "0.5"));

        JsonNode json = Twin.json(answer);
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

        HttpResponse<byte[]> answer =
                post(new Form().field("title", "early").file(content(100_000)).field("price", "much"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Twin.json(answer).path("code").asText()).isEqualTo("invalid_upload");
        assertThat(premises.forSale()).hasSize(forSale);
        assertThat(premises.blobs()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void whetherItIsSealedStandsInFrontOfTheFile() throws IOException {
        List<Path> before = premises.blobs();

        HttpResponse<byte[]> answer =
                post(new Form().field("price", "0").file(content(100_000)).field("sealed", "false"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Twin.json(answer).path("code").asText()).isEqualTo("late_field");
        assertThat(premises.forSale()).hasSize(forSale);
        assertThat(premises.blobs()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void theSameBytesTwiceAreTwoSealedItems() {
        byte[] content = content(5_000);

        JsonNode first = Twin.json(put("?price=0", content));
        JsonNode second = Twin.json(put("?price=0", content));

        assertThat(second.path("sha256")).isEqualTo(first.path("sha256"));
        assertThat(second.path("blobId")).isNotEqualTo(first.path("blobId"));
        assertThat(download(first)).isEqualTo(content);
        assertThat(download(second)).isEqualTo(content);
    }

    @Test
    void theSameUnsealedBytesTwiceAreOneListingThatStaysAsItIs() {
        byte[] content = content(6_000);
        JsonNode first = Twin.json(put("?price=0&sealed=false&title=first", content));

        HttpResponse<byte[]> second = put("?price=0&sealed=false&title=second", content);

        assertThat(first.path("sealed").asBoolean(true)).isFalse();
        assertThat(download(first)).isEqualTo(content);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(Twin.json(second).path("code").asText()).isEqualTo("already_listed");
        assertThat(premises.item(first.path("blobId").asText()).title()).isEqualTo("first");
    }

    @Test
    void aRawUploadBrokenOffLeavesNothing() throws Exception {
        byte[] content = content(500_000);

        try (Socket socket = new Socket("127.0.0.1", twin.port())) {
            socket.getOutputStream().write(head("PUT", "application/octet-stream", content.length));
            socket.getOutputStream().write(content, 0, 300_000);
            await().until(() -> arrived(premises.spooled()) > 100_000);
        }

        await().until(() -> premises.spooled().isEmpty());
        assertThat(premises.arriving()).isEmpty();
        assertThat(premises.forSale()).hasSize(forSale);
    }

    @Test
    void aSpooledUploadBrokenOffLeavesNothing() throws Exception {
        byte[] whole = new Form().file(content(500_000)).field("price", "0").closed();

        try (Socket socket = new Socket("127.0.0.1", twin.port())) {
            socket.getOutputStream().write(head("POST", Form.CONTENT_TYPE, whole.length));
            socket.getOutputStream().write(whole, 0, 300_000);
            await().until(() -> arrived(premises.spooled()) > 100_000);
        }

        await().until(() -> premises.spooled().isEmpty());
        assertThat(premises.forSale()).hasSize(forSale);
    }

    private static byte[] head(String method, String type, long length) {
        return (method + " /upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + type + "\r\nContent-Length: "
                        + length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static long arrived(List<Path> files) throws IOException {
        long size = 0;
        for (Path file : files) {
            size += Files.size(file);
        }
        return size;
    }
}
