package io.tollgate.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Raw files that go up, twice as well, and those whose sender gives up half way. */
class UploadTest {
    private static final String SELLER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

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
        JsonNode json = TestGateway.json(answer);
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
    void theSameBytesTwiceAreTwoSealedItems() {
        byte[] content = content(5_000);

        JsonNode first = TestGateway.json(put("?price=0", content));
        JsonNode second = TestGateway.json(put("?price=0", content));

        assertThat(second.path("sha256")).isEqualTo(first.path("sha256"));
        assertThat(second.path("blobId")).isNotEqualTo(first.path("blobId"));
        assertThat(download(first)).isEqualTo(content);
        assertThat(download(second)).isEqualTo(content);
    }

    @Test
    void theSameUnsealedBytesTwiceAreOneListingThatStaysAsItIs() {
        byte[] content = content(6_000);
        JsonNode first = TestGateway.json(put("?price=0&sealed=false&title=first", content));

        HttpResponse<byte[]> second = put("?price=0&sealed=false&title=second", content);

        assertThat(first.path("sealed").asBoolean(true)).isFalse();
        assertThat(download(first)).isEqualTo(content);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(TestGateway.json(second).path("code").asText()).isEqualTo("already_listed");
        assertThat(premises.item(first.path("blobId").asText()).title()).isEqualTo("first");
    }

    @Test
    void aRawUploadBrokenOffLeavesNothing() throws Exception {
        byte[] content = content(500_000);

        try (Socket socket = new Socket("127.0.0.1", twin.port())) {
            socket.getOutputStream()
                    .write(("PUT /upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/octet-stream\r\n"
                                    + "Content-Length: " + content.length + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(content, 0, 300_000);
            await().until(() -> premises.spooledBytes() > 100_000);
        }

        await().until(() -> premises.spooled().isEmpty());
        assertThat(premises.arriving()).isEmpty();
        assertThat(premises.forSale()).hasSize(forSale);
    }
}
