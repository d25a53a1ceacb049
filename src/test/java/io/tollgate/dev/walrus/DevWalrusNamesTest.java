package io.tollgate.dev.walrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tollgate.walrus.encoding.BlobId;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blobs read in other ways than by their id: as a patch of a quilt, by object, and concatenated. */
class DevWalrusNamesTest {
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

        HttpResponse<byte[]> byPatch = server.get("/v1/blobs/by-quilt-patch-id/" + patch);
        HttpResponse<byte[]> byName = server.get("/v1/blobs/by-quilt-id/" + quilt + "/b.txt");
        JsonNode list = new ObjectMapper()
                .readTree(server.get("/v1/quilts/" + quilt + "/patches").body());

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
        assertThat(server.get("/v1/blobs/by-quilt-id/" + quilt + "/c.txt").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aBlobIsFoundByItsObject() throws Exception {
        HttpResponse<byte[]> stored = client.send(
                request("/v1/blobs?share=true&permanent=true")
                        .PUT(BodyPublishers.ofString("held"))
                        .build(),
                BodyHandlers.ofByteArray());
        JsonNode created = new ObjectMapper().readTree(stored.body()).path("newlyCreated");

        HttpResponse<byte[]> owned = server.get(
                "/v1/blobs/by-object-id/" + created.at("/blobObject/id").textValue());
        HttpResponse<byte[]> shared = server.get(
                "/v1/blobs/by-object-id/" + created.path("sharedBlobObject").textValue());
        HttpResponse<byte[]> unknown = server.get("/v1/blobs/by-object-id/0x1");

        assertThat(new String(owned.body(), StandardCharsets.UTF_8)).isEqualTo("held");
        assertThat(shared.body()).isEqualTo(owned.body());
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(new String(unknown.body(), StandardCharsets.UTF_8)).contains("BLOB_NOT_FOUND");
    }

    @Test
    void blobsAreStreamedAndConcatenated() throws Exception {
        BlobId first = server.store(null, "first ".getBytes(StandardCharsets.UTF_8));
        BlobId second = server.store(null, "second".getBytes(StandardCharsets.UTF_8));

        HttpResponse<byte[]> streamed = server.get("/v1alpha/blobs/" + first + "/stream");
        HttpResponse<byte[]> concatenated = server.get("/v1alpha/blobs/concat?ids=" + first + "," + second);
        HttpResponse<byte[]> posted = client.send(
                request("/v1alpha/blobs/concat")
                        .POST(BodyPublishers.ofString("{\"ids\":[\"" + second + "\",\"" + first + "\"]}"))
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(streamed.headers().firstValue("x-walrus-streaming")).contains("true");
        assertThat(streamed.headers().firstValueAsLong("content-length")).hasValue(6);
        assertThat(new String(concatenated.body(), StandardCharsets.UTF_8)).isEqualTo("first second");
        assertThat(concatenated.headers().firstValue("content-length")).isEmpty();
        assertThat(new String(posted.body(), StandardCharsets.UTF_8)).isEqualTo("secondfirst ");
        assertThat(server.get("/v1alpha/blobs/concat?ids=nothing").statusCode()).isEqualTo(400);
    }

    @Test
    void aMissingBlobBreaksAConcatenation() throws Exception {
        BlobId first = server.store(null, "first".getBytes(StandardCharsets.UTF_8));

        HttpResponse<InputStream> concatenated = client.send(
                request("/v1alpha/blobs/concat?ids=" + first + ",M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk")
                        .build(),
                BodyHandlers.ofInputStream());

        assertThat(concatenated.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> concatenated.body().readAllBytes()).isInstanceOf(IOException.class);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.uri(path)).timeout(Duration.ofSeconds(30));
    }
}
