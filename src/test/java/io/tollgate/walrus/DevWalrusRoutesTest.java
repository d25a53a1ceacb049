package io.tollgate.walrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.http.GatewayServer;
import io.tollgate.http.StreamToClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
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
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevWalrusRoutesTest {
    private final Main camel = new Main();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private GatewayServer server;

    @BeforeEach
    void serve() throws Exception {
        DevWalrus walrus = new DevStore(directory).walrus;
        StreamToClient toClient = new StreamToClient(Duration.ofSeconds(30));
        camel.bind("storeDevBlob", new StoreDevBlob(walrus, toClient));
        camel.bind("readDevBlob", new ReadDevBlob(walrus, toClient));
        camel.bind("readDevSlice", new ReadDevSlice(walrus, toClient));
        camel.bind("tellDevStatus", new TellDevStatus(walrus, toClient));
        camel.bind("switchDevFaults", new SwitchDevFaults(walrus, toClient));
        camel.bind("advanceDevEpoch", new AdvanceDevEpoch(walrus, toClient));
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.configure().setRoutesIncludePattern("classpath:routes/dev/walrus.camel.yaml");
        camel.init();
        server = GatewayServer.listen("127.0.0.1", 0);
        server.mount(camel.getCamelContext());
        camel.start();
        server.open();
    }

    @AfterEach
    void stop() {
        camel.stop();
        server.close();
        client.close();
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
                        413, "Failed to buffer the request body: length limit exceeded", false));
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
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/dev/walrus" + path))
                .timeout(Duration.ofSeconds(30));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
