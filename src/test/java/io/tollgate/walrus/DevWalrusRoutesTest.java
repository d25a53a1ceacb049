package io.tollgate.walrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
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

class DevWalrusRoutesTest {
    @TempDir
    private Path directory;

    private WalrusServer server;
    private HttpClient client;

    @BeforeEach
    void serve() {
        server = WalrusServer.serving(new DevStore(directory).walrus);
        client = server.client();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatWasStoredComesBackWholeAndInParts() throws Exception {
        byte[] blob = random(5_000_000);
        BlobId id = store("permanent=true&epochs=3", blob);

        HttpResponse<byte[]> whole = get("/v1/blobs/" + id);
        HttpResponse<byte[]> range = client.send(
                request("/v1/blobs/" + id)
                        .header("Range", "bytes=1000000-1000009")
                        .build(),
                BodyHandlers.ofByteArray());
        HttpResponse<byte[]> slice = get("/v1/blobs/" + id + "/byte-range?start=4999990&length=10");

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
    void headTellsTheLengthAndSendsNothing() throws Exception {
        BlobId id = store(null, random(1000));

        HttpResponse<byte[]> head =
                client.send(request("/v1/blobs/" + id).HEAD().build(), BodyHandlers.ofByteArray());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("content-length")).hasValue(1000);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aBodyOfUnknownLengthIsStoredToo() throws Exception {
        byte[] blob = random(200_000);

        PublisherAnswer answer = put(null, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(blob)));

        BlobId id = ((PublisherAnswer.Stored) answer).blobId();
        assertThat(get("/v1/blobs/" + id).body()).isEqualTo(blob);
    }

    @Test
    void aBodyAboveTheLimitIsAnsweredThoughTheClientStillWrites() throws Exception {
        PublisherAnswer declared = put(null, BodyPublishers.ofByteArray(new byte[11 << 20]));
        PublisherAnswer undeclared =
                put(null, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[11 << 20])));

        assertThat(declared)
                .isEqualTo(new PublisherAnswer.Refused(
                        413,
                        "Failed to buffer the request body: length limit exceeded",
                        PublisherAnswer.Then.NOT_HERE));
        assertThat(undeclared).isEqualTo(declared);
    }

    @Test
    void aCutTransferIsSeenAsOneAndDeliversWhatCameBefore() throws Exception {
        byte[] blob = random(1_000_000);
        BlobId id = store(null, blob);
        faults("{\"read\":{\"cutAfterBytes\":300000,\"times\":1}}");

        HttpResponse<InputStream> cut = client.send(request("/v1/blobs/" + id).build(), BodyHandlers.ofInputStream());
        ByteArrayOutputStream delivered = new ByteArrayOutputStream();

        assertThat(cut.headers().firstValueAsLong("content-length")).hasValue(blob.length);
        assertThatThrownBy(() -> cut.body().transferTo(delivered)).isInstanceOf(IOException.class);
        assertThat(delivered.size()).isBetween(64 * 1024, 300_000);
        assertThat(get("/v1/blobs/" + id).body()).isEqualTo(blob);
    }

    @Test
    void anUploadMayBeResetHalfWay() throws Exception {
        faults("{\"store\":{\"resetAfterBytes\":100000,\"times\":1}}");

        assertThatThrownBy(() -> store(null, random(1_000_000))).isInstanceOf(IOException.class);

        assertThat(store(null, random(1_000_000))).isNotNull();
    }

    @Test
    void otherMethodsAreToldWhichOnesThereAre() throws Exception {
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
    void theEpochMovesOnOverHttp() throws Exception {
        BlobId id = store(null, random(10));
        client.send(request("/epoch").POST(BodyPublishers.noBody()).build(), BodyHandlers.discarding());

        assertThat(get("/v1/blobs/" + id).statusCode()).isEqualTo(404);
        assertThat(new String(get("/epoch").body(), StandardCharsets.UTF_8)).startsWith("{\"epoch\":20001,");
        assertThat(new String(get("/status").body(), StandardCharsets.UTF_8)).isEqualTo("OK");
    }

    @Test
    void aQuiltIsStoredListedAndReadInParts() throws Exception {
        HttpResponse<byte[]> stored = client.send(
                request("/v1/quilts?epochs=2&permanent=true")
                        .header("Content-Type", "multipart/form-data; boundary=XX")
                        .PUT(BodyPublishers.ofString(QuiltTest.form(
                                "XX",
                                "b.txt",
                                "second",
                                "a.txt",
                                "first",
                                "_metadata",
                                "[{\"identifier\":\"a.txt\",\"tags\":{\"content-type\":\"text/plain\",\"k\":7}}]")))
                        .build(),
                BodyHandlers.ofByteArray());
        JsonNode answer = new ObjectMapper().readTree(stored.body());
        String quilt =
                answer.at("/blobStoreResult/newlyCreated/blobObject/blobId").textValue();
        String patch = answer.at("/storedQuiltBlobs/0/quiltPatchId").textValue();

        HttpResponse<byte[]> byPatch = get("/v1/blobs/by-quilt-patch-id/" + patch);
        HttpResponse<byte[]> byName = get("/v1/blobs/by-quilt-id/" + quilt + "/b.txt");
        JsonNode list = new ObjectMapper()
                .readTree(get("/v1/quilts/" + quilt + "/patches").body());

        assertThat(stored.statusCode()).isEqualTo(200);
        assertThat(answer.at("/storedQuiltBlobs/0/identifier").textValue()).isEqualTo("a.txt");
        assertThat(patch).hasSize(50);
        assertThat(new String(byPatch.body(), StandardCharsets.UTF_8)).isEqualTo("first");
        assertThat(byPatch.headers().firstValue("content-type")).contains("text/plain");
        assertThat(byPatch.headers().firstValue("x-quilt-patch-identifier")).contains("a.txt");
        assertThat(byPatch.headers().firstValue("etag")).contains(quilt);
        assertThat(byPatch.headers().firstValue("k")).isEmpty();
        assertThat(new String(byName.body(), StandardCharsets.UTF_8)).isEqualTo("second");
        assertThat(list.get(0).get("patch_id").textValue()).isEqualTo(patch);
        assertThat(list.get(0).at("/tags/k").textValue()).isEqualTo("7");
        assertThat(get("/v1/blobs/by-quilt-id/" + quilt + "/c.txt").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aBlobIsFoundByTheObjectThatHoldsIt() throws Exception {
        HttpResponse<byte[]> stored = client.send(
                request("/v1/blobs?share=true&permanent=true")
                        .PUT(BodyPublishers.ofString("held"))
                        .build(),
                BodyHandlers.ofByteArray());
        JsonNode created = new ObjectMapper().readTree(stored.body()).path("newlyCreated");

        HttpResponse<byte[]> owned =
                get("/v1/blobs/by-object-id/" + created.at("/blobObject/id").textValue());
        HttpResponse<byte[]> shared =
                get("/v1/blobs/by-object-id/" + created.path("sharedBlobObject").textValue());
        HttpResponse<byte[]> unknown = get("/v1/blobs/by-object-id/0x1");

        assertThat(new String(owned.body(), StandardCharsets.UTF_8)).isEqualTo("held");
        assertThat(shared.body()).isEqualTo(owned.body());
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(new String(unknown.body(), StandardCharsets.UTF_8)).contains("BLOB_NOT_FOUND");
    }

    @Test
    void blobsAreStreamedAndPutInARow() throws Exception {
        BlobId first = store(null, "first ".getBytes(StandardCharsets.UTF_8));
        BlobId second = store(null, "second".getBytes(StandardCharsets.UTF_8));

        HttpResponse<byte[]> streamed = get("/v1alpha/blobs/" + first + "/stream");
        HttpResponse<byte[]> row = get("/v1alpha/blobs/concat?ids=" + first + "," + second);
        HttpResponse<byte[]> posted = client.send(
                request("/v1alpha/blobs/concat")
                        .POST(BodyPublishers.ofString("{\"ids\":[\"" + second + "\",\"" + first + "\"]}"))
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(streamed.headers().firstValue("x-walrus-streaming")).contains("true");
        assertThat(streamed.headers().firstValueAsLong("content-length")).hasValue(6);
        assertThat(new String(row.body(), StandardCharsets.UTF_8)).isEqualTo("first second");
        assertThat(row.headers().firstValue("content-length")).isEmpty();
        assertThat(new String(posted.body(), StandardCharsets.UTF_8)).isEqualTo("secondfirst ");
        assertThat(get("/v1alpha/blobs/concat?ids=nothing").statusCode()).isEqualTo(400);
    }

    @Test
    void aMissingBlobOfARowIsNoticedOnTheWay() throws Exception {
        BlobId first = store(null, "first".getBytes(StandardCharsets.UTF_8));

        HttpResponse<InputStream> row = client.send(
                request("/v1alpha/blobs/concat?ids=" + first + ",M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk")
                        .build(),
                BodyHandlers.ofInputStream());

        assertThat(row.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> row.body().readAllBytes()).isInstanceOf(IOException.class);
    }

    @Test
    void aPathThatWalrusDoesNotHaveIsAnsweredWithNothing() throws Exception {
        HttpResponse<byte[]> nowhere = get("/v1/nothing/here");

        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.body()).isEmpty();
        assertThat(nowhere.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(get("/v1/api").headers().firstValue("content-type")).contains("text/html");
    }

    @Test
    void whatOneInstanceStoresAnotherOneServes() throws Exception {
        try (WalrusServer other = WalrusServer.serving(new DevStore(directory).walrus)) {
            BlobId id = store("permanent=true&epochs=50", "shared".getBytes(StandardCharsets.UTF_8));

            HttpResponse<byte[]> elsewhere = other.get("/v1/blobs/" + id);
            other.fault("{\"read\":{\"missing\":true}}");

            assertThat(new String(elsewhere.body(), StandardCharsets.UTF_8)).isEqualTo("shared");
            assertThat(other.get("/v1/blobs/" + id).statusCode()).isEqualTo(404);
            assertThat(get("/v1/blobs/" + id).statusCode()).isEqualTo(200);
        }
    }

    private BlobId store(String query, byte[] blob) throws Exception {
        return ((PublisherAnswer.Stored) put(query, BodyPublishers.ofByteArray(blob))).blobId();
    }

    private PublisherAnswer put(String query, BodyPublisher body) throws Exception {
        String path = query == null ? "/v1/blobs" : "/v1/blobs?" + query;
        HttpResponse<byte[]> answer = client.send(request(path).PUT(body).build(), BodyHandlers.ofByteArray());
        return PublisherAnswer.read(answer.statusCode(), answer.body());
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

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofByteArray());
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
