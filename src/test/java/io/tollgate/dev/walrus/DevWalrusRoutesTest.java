package io.tollgate.dev.walrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.walrus.encoding.BlobId;
import io.tollgate.walrus.publish.PublisherAnswer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded Walrus over HTTP: storing and reading blobs, and faults. */
class DevWalrusRoutesTest {
    @TempDir
    private Path directory;

    private WalrusServer server;
    private HttpClient client;

    @BeforeEach
    void serve() {
        server = WalrusServer.serve(new DevStore(directory).walrus);
        client = server.client();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aStoredBlobIsReadCompletelyAndInRanges() throws Exception {
        byte[] blob = random(5_000_000);
        BlobId id = server.store("permanent=true&epochs=3", blob);

        HttpResponse<byte[]> whole = server.get("/v1/blobs/" + id);
        HttpResponse<byte[]> range = client.send(
                request("/v1/blobs/" + id)
                        .header("Range", "bytes=1000000-1000009")
                        .build(),
                BodyHandlers.ofByteArray());
        HttpResponse<byte[]> slice = server.get("/v1/blobs/" + id + "/byte-range?start=4999990&length=10");

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(blob);
        assertThat(whole.headers().firstValue("etag")).contains(id.text());
        assertThat(whole.headers().firstValueAsLong("content-length")).hasValue(blob.length);
        assertThat(whole.headers().firstValue("content-type")).isEmpty();
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.body()).isEqualTo(Arrays.copyOfRange(blob, 1_000_000, 1_000_010));
        assertThat(slice.statusCode()).isEqualTo(200);
        assertThat(slice.body()).isEqualTo(Arrays.copyOfRange(blob, 4_999_990, 5_000_000));
    }

    @Test
    void headReturnsTheLengthWithoutABody() throws Exception {
        BlobId id = server.store(null, random(1000));

        HttpResponse<byte[]> head =
                client.send(request("/v1/blobs/" + id).HEAD().build(), BodyHandlers.ofByteArray());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("content-length")).hasValue(1000);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aBodyOfUnknownLengthIsStoredToo() throws Exception {
        byte[] blob = random(200_000);

        PublisherAnswer answer = server.put(null, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(blob)));

        BlobId id = ((PublisherAnswer.Stored) answer).blobId();
        assertThat(server.get("/v1/blobs/" + id).body()).isEqualTo(blob);
    }

    @Test
    void aBodyAboveTheLimitIsAnsweredWhileTheClientWrites() throws Exception {
        PublisherAnswer declared = server.put(null, BodyPublishers.ofByteArray(new byte[11 << 20]));
        PublisherAnswer undeclared =
                server.put(null, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[11 << 20])));

        assertThat(declared)
                .isEqualTo(new PublisherAnswer.Refused(
                        413,
                        "Failed to buffer the request body: length limit exceeded",
                        PublisherAnswer.Then.NEVER_HERE));
        assertThat(undeclared).isEqualTo(declared);
    }

    @Test
    void aCutTransferFailsAfterItsFirstBytes() throws Exception {
        byte[] blob = random(1_000_000);
        BlobId id = server.store(null, blob);
        faults("{\"read\":{\"cutAfterBytes\":300000,\"times\":1}}");

        HttpResponse<InputStream> cut = client.send(request("/v1/blobs/" + id).build(), BodyHandlers.ofInputStream());
        ByteArrayOutputStream delivered = new ByteArrayOutputStream();

        assertThat(cut.headers().firstValueAsLong("content-length")).hasValue(blob.length);
        assertThatThrownBy(() -> cut.body().transferTo(delivered)).isInstanceOf(IOException.class);
        assertThat(delivered.size()).isBetween(64 * 1024, 300_000);
        assertThat(server.get("/v1/blobs/" + id).body()).isEqualTo(blob);
    }

    @Test
    void anUploadCanBeResetHalfWay() throws Exception {
        faults("{\"store\":{\"resetAfterBytes\":100000,\"times\":1}}");

        assertThatThrownBy(() -> server.store(null, random(1_000_000))).isInstanceOf(IOException.class);

        assertThat(server.store(null, random(1_000_000))).isNotNull();
    }

    @Test
    void otherMethodsGetTheAllowedOnes() throws Exception {
        HttpResponse<byte[]> post = client.send(
                request("/v1/blobs").POST(BodyPublishers.ofString("x")).build(), BodyHandlers.ofByteArray());
        HttpResponse<byte[]> delete =
                client.send(request("/v1/blobs/x").DELETE().build(), BodyHandlers.ofByteArray());

        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("allow")).contains("PUT");
        assertThat(post.body()).isEmpty();
        assertThat(delete.statusCode()).isEqualTo(405);
        assertThat(delete.headers().firstValue("allow")).contains("GET,HEAD");
    }

    @Test
    void theEpochAdvancesOverHttp() throws Exception {
        BlobId id = server.store(null, random(10));
        client.send(request("/epoch").POST(BodyPublishers.noBody()).build(), BodyHandlers.discarding());

        assertThat(server.get("/v1/blobs/" + id).statusCode()).isEqualTo(404);
        assertThat(new String(server.get("/epoch").body(), StandardCharsets.UTF_8))
                .startsWith("{\"epoch\":20001,");
        assertThat(new String(server.get("/status").body(), StandardCharsets.UTF_8))
                .isEqualTo("OK");
    }

    @Test
    void anUnknownPathIsAnsweredWithAnEmpty404() throws Exception {
        HttpResponse<byte[]> unknown = server.get("/v1/nothing/here");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEmpty();
        assertThat(unknown.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(server.get("/v1/api").headers().firstValue("content-type")).contains("text/html");
    }

    @Test
    void aBlobOfOneInstanceIsServedByAnother() throws Exception {
        try (WalrusServer other = WalrusServer.serve(new DevStore(directory).walrus)) {
            BlobId id = server.store("permanent=true&epochs=50", "shared".getBytes(StandardCharsets.UTF_8));

            HttpResponse<byte[]> fromOther = other.get("/v1/blobs/" + id);
            other.fault("{\"read\":{\"missing\":true}}");

            assertThat(new String(fromOther.body(), StandardCharsets.UTF_8)).isEqualTo("shared");
            assertThat(other.get("/v1/blobs/" + id).statusCode()).isEqualTo(404);
            assertThat(server.get("/v1/blobs/" + id).statusCode()).isEqualTo(200);
        }
    }

    private void faults(String json) throws Exception {
        HttpResponse<String> answer = client.send(
                request("/faults")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.uri(path)).timeout(Duration.ofSeconds(30));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
