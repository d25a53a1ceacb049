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

/** Raw uploads: the answer, repeated uploads, and aborted ones. */
class UploadTest {
    private static final String SELLER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

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

    static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static HttpResponse<byte[]> put(String query, byte[] content) {
        return gateway.send(HttpRequest.newBuilder(gateway.url("/upload" + query))
                .PUT(BodyPublishers.ofByteArray(content))
                .build());
    }

    private static byte[] download(JsonNode answer) {
        return gateway.get(gateway.url("/download/" + answer.path("blobId").asText()))
                .body();
    }

    @Test
    void theAnswerContainsAllFieldsForTheSeller() throws Exception {
        byte[] content = content(100_000);

        HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(
                        gateway.url("/upload?name=report.pdf&price=$0.25&epochs=7&title=A%20report&payTo=" + SELLER))
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
                .isEqualTo(
                        gateway.url("/download/" + json.path("blobId").asText()).toString());
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
        assertThat(inspector.item(json.path("blobId").asText()).title()).isEqualTo("A report");
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
    void theSameUnsealedBytesTwiceAreOneUnchangedListing() {
        byte[] content = content(6_000);
        JsonNode first = TestGateway.json(put("?price=0&sealed=false&title=first", content));

        HttpResponse<byte[]> second = put("?price=0&sealed=false&title=second", content);

        assertThat(first.path("sealed").asBoolean(true)).isFalse();
        assertThat(download(first)).isEqualTo(content);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(TestGateway.json(second).path("code").asText()).isEqualTo("already_listed");
        assertThat(inspector.item(first.path("blobId").asText()).title()).isEqualTo("first");
    }

    @Test
    void anAbortedRawUploadLeavesNothing() throws Exception {
        byte[] content = content(500_000);

        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.getOutputStream()
                    .write(("PUT /upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/octet-stream\r\n"
                                    + "Content-Length: " + content.length + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(content, 0, 300_000);
            await().until(() -> inspector.spooledBytes() > 100_000);
        }

        await().until(() -> inspector.spooled().isEmpty());
        assertThat(inspector.incoming()).isEmpty();
        assertThat(inspector.forSale()).hasSize(forSale);
    }
}
