package io.tollgate.dev.walrus;

import static io.tollgate.dev.walrus.DevStore.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tollgate.walrus.encoding.BlobId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals of the embedded publisher, with the messages of a real one; no files remain. */
class DevWalrusRefusalsTest {
    private static final int LIMIT = 10 << 20;

    @TempDir
    private Path directory;

    private DevStore store;

    @BeforeEach
    void open() {
        store = new DevStore(directory);
    }

    @ParameterizedTest
    @CsvSource({"epochs=0", "epochs=54", "epochs=4294967295", "share=true"})
    void aRefusalByTheChainIsAnInternalError(String query) throws IOException {
        DevAnswer answer = store.put(query, "x");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(body(answer)).startsWith("{\"error\":{\"status\":\"INTERNAL\",\"code\":500,\"message\":");
        assertThat(body(answer))
                .endsWith("\"details\":[{\"@type\":\"ErrorInfo\",\"reason\":\"INTERNAL_ERROR\","
                        + "\"domain\":\"daemon.walrus.space\",\"metadata\":{}},"
                        + "{\"@type\":\"DebugInfo\",\"stackEntries\":[],\"detail\":\"TraceID: 0\"}]}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x=1",
                "cb=1",
                "epochs=1&epochs=2",
                "epochs=-1",
                "epochs=",
                "epochs=many",
                "epochs=4294967296",
                "permanent=1",
                "permanent=",
                "permanent=TRUE",
                "encoding_type=RS3",
                "share=true&send_object_to=0xabc"
            })
    void anInvalidQueryIsRefusedInPlainText(String query) throws IOException {
        DevAnswer answer = store.put(query, "x");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("content-type", "text/plain; charset=utf-8");
        assertThat(body(answer)).startsWith("Failed to deserialize query string: ");
    }

    @Test
    void theTextDescribesTheError() throws IOException {
        assertThat(body(store.put("x=1", "x"))).contains("unknown field `x`");
        assertThat(body(store.put("epochs=many", "x"))).contains("epochs: invalid digit found in string");
    }

    @Test
    void aBlobCannotBeDeletableAndPermanent() throws IOException {
        DevAnswer answer = store.put("deletable=true&permanent=true", "x");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(body(answer))
                .isEqualTo("{\"error\":{\"status\":\"INVALID_ARGUMENT\",\"code\":400,"
                        + "\"message\":\"the blob cannot be defined as both deletable and permanent\",\"details\":"
                        + "[{\"@type\":\"ErrorInfo\",\"reason\":\"INVALID_BLOB_PERSISTENCE\","
                        + "\"domain\":\"daemon.walrus.space\",\"metadata\":{}}]}}");
    }

    @Test
    void exactlyTheLimitIsAcceptedAndOneMoreByteIsRefused() throws IOException {
        DevAnswer declared = store.put(null, null, LIMIT + 1, InputStream.nullInputStream());
        DevAnswer undeclared = store.put(null, null, -1, zeros(LIMIT + 1));
        DevAnswer exact = store.put(null, null, -1, zeros(LIMIT));

        assertThat(declared.status()).isEqualTo(413);
        assertThat(undeclared.status()).isEqualTo(413);
        assertThat(body(undeclared)).isEqualTo("Failed to buffer the request body: length limit exceeded");
        assertThat(exact.status()).isEqualTo(200);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aBodyThatBreaksLeavesNothingBehind() throws IOException {
        store.faults("{\"store\":{\"resetAfterBytes\":3}}");

        assertThatThrownBy(() -> store.put(null, "abcdef")).isInstanceOf(IOException.class);

        assertThat(leftovers()).isEmpty();
        try (Stream<Path> blobs = Files.list(directory.resolve("blobs"))) {
            assertThat(blobs).isEmpty();
        }
    }

    @Test
    void aBlockedBlobIsNotStored() throws IOException {
        String id = store.storeAndGetId(null, "blocked");
        DevStore blocking = new DevStore(directory, settings -> settings.withBlocked(Set.of(BlobId.parse(id))));

        DevAnswer answer = blocking.put(null, "blocked");

        assertThat(answer.status()).isEqualTo(451);
        assertThat(body(answer)).contains("\"reason\":\"FORBIDDEN_BLOB\"");
        assertThat(blocking.read(id).status()).isEqualTo(451);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer secret", "Bearer a.b.c", "Bearer ...", "Bearer e30.e30.x"})
    void aForeignTokenMakesThePublisherFail(String authorization) throws IOException {
        assertThat(put(authorization, "abc").status()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"size\":3}', 200, newlyCreated",
        "'{\"max_size\":3}', 200, newlyCreated",
        "'{}', 200, newlyCreated",
        "'{\"size\":4}', 400, INVALID_SIZE",
        "'{\"max_size\":2}', 400, INVALID_SIZE",
        "'{\"size\":3,\"max_size\":3}', 400, INCONSISTENT_TOKEN"
    })
    void theSizesThatATokenClaimsApply(String claims, int status, String expected) throws IOException {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String header = encoder.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8));
        String payload = encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8));

        DevAnswer answer = put("Bearer " + header + "." + payload + ".c2ln", "abc");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(body(answer)).contains(expected);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void anUploadBeyondTheQueueIsRefused() throws Exception {
        DevStore limited = new DevStore(directory, settings -> settings.withQueue(1, 1));
        PipedOutputStream first = new PipedOutputStream();
        PipedOutputStream second = new PipedOutputStream();
        try (ExecutorService uploads = Executors.newVirtualThreadPerTaskExecutor()) {
            PipedInputStream firstBody = new PipedInputStream(first);
            PipedInputStream secondBody = new PipedInputStream(second);
            Future<DevAnswer> running = uploads.submit(() -> limited.put(null, null, -1, firstBody));
            Future<DevAnswer> waiting = uploads.submit(() -> limited.put(null, null, -1, secondBody));

            DevAnswer refused = await().until(() -> limited.put("x=1", "third"), answer -> answer.status() == 429);
            first.close();
            second.close();

            assertThat(body(refused)).isEqualTo("the publisher is receiving too many requests; please try again later");
            assertThat(running.get().status()).isEqualTo(200);
            assertThat(waiting.get().status()).isEqualTo(200);
            assertThat(limited.put(null, "third").status()).isEqualTo(200);
        }
    }

    private DevAnswer put(String authorization, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return store.put(null, authorization, bytes.length, new ByteArrayInputStream(bytes));
    }

    private Stream<Path> leftovers() throws IOException {
        return Files.list(directory.resolve("incoming"));
    }

    private static InputStream zeros(int length) {
        return new ByteArrayInputStream(new byte[length]);
    }
}
