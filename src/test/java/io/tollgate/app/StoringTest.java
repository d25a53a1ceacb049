package io.tollgate.app;

import static io.tollgate.app.RecordingPublisher.broken;
import static io.tollgate.app.RecordingPublisher.certified;
import static io.tollgate.app.RecordingPublisher.error;
import static io.tollgate.app.RecordingPublisher.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.TestDatabase;
import io.tollgate.app.RecordingPublisher.Answer;
import io.tollgate.database.Database;
import io.tollgate.dev.walrus.WalrusServer;
import io.tollgate.http.server.Problem;
import io.tollgate.walrus.publish.Publication;
import io.tollgate.walrus.publish.PublisherAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The retry matrix of storing over HTTP, with two publishers of which the first one fails. */
class StoringTest {
    private static final String SECRET = "a-secret-that-publishers-know";

    private RecordingPublisher first;
    private RecordingPublisher second;

    private static Database database;

    @BeforeAll
    static void open() {
        database = Database.open(TestDatabase.H2.empty());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void listen() throws IOException {
        first = new RecordingPublisher();
        second = new RecordingPublisher();
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    static Stream<Answer> answersThatCauseFailover() {
        return Stream.of(
                error(504, "INSUFFICIENT_CONFIRMATIONS"),
                broken(),
                new Answer(307, "text/plain", "", "Location", "http://127.0.0.1:1/"));
    }

    @ParameterizedTest
    @MethodSource("answersThatCauseFailover")
    void anotherPublisherIsUsed(Answer answer) throws Exception {
        first.first(answer);

        PublisherAnswer.Stored stored = store(Map.of());

        assertThat(stored.blobId()).hasToString(RecordingPublisher.ID);
        assertThat(first.requests).hasSize(1);
        assertThat(second.requests).singleElement().matches(request -> request.bytes() == 1000);
    }

    @Test
    void aBlobThatIsTooLargeForOnePublisherGoesToAnother() throws Exception {
        first.first(text(413, "Failed to buffer the request body: length limit exceeded"));

        store(Map.of());

        assertThat(first.requests).hasSize(1);
        assertThat(second.requests).hasSize(1);
    }

    @Test
    void aBlobThatIsTooLargeForAllPublishersIsSentToEachOnceAndReported() {
        first.first(text(413, "Failed to buffer the request body: length limit exceeded"));
        second.first(text(413, "Failed to buffer the request body: length limit exceeded"));

        assertThatThrownBy(() -> store(Map.of()))
                .isInstanceOfSatisfying(
                        Problem.class, e -> assertThat(e.status()).isEqualTo(413));

        assertThat(first.requests).hasSize(1);
        assertThat(second.requests).hasSize(1);
    }

    @Test
    void aUsedTokenIsReplacedByANewOne() throws Exception {
        first.first(error(429, "TOKEN_ALREADY_USED"));

        store(Map.of("WALRUS_JWT_SECRET", SECRET));

        assertThat(first.requests).hasSize(2);
        assertThat(first.requests.get(0).authorization())
                .startsWith("Bearer ey")
                .isNotEqualTo(first.requests.get(1).authorization());
        assertThat(second.requests).isEmpty();
    }

    @Test
    void everyAttemptHasItsOwnToken() throws Exception {
        first.first(error(500, "INTERNAL_ERROR"));

        store(Map.of("WALRUS_JWT_SECRET", SECRET));

        assertThat(second.requests.get(0).authorization())
                .isNotEqualTo(first.requests.get(0).authorization());
    }

    @Test
    void aPublisherThatNamesAnotherBlobIsDetected(@TempDir Path folder, @TempDir Path other) throws Exception {
        try (WalrusServer liar = WalrusServer.start(folder, settings -> settings.withRealIdLimit(1 << 20));
                WalrusServer honest = WalrusServer.start(other, settings -> settings.withRealIdLimit(1 << 20));
                StorageFixture storage =
                        new StorageFixture(database, liar.url() + "," + honest.url(), liar.url(), Map.of())) {
            liar.fault("{\"store\":{\"wrongId\":true}}");

            PublisherAnswer.Stored stored = storage.store("some string".getBytes());

            assertThat(stored.blobId()).hasToString("9k95lgtG9iPU8yk_wYz8m8CUY1snveemF8ypfpBLUUg");
            assertThat(storage.count("tollgate.walrus.stores", "outcome", "elsewhere"))
                    .isEqualTo(1);
        }
    }

    /** The marker header of the embedded Walrus in an answer does not turn off the check of the id. */
    @Test
    void aPublisherCannotSwitchTheCheckOfItsIdsOff() {
        Answer marked = certified("x-walrus-dev", "fast-id");
        first.first(marked);
        second.first(marked);

        assertThatThrownBy(() -> store(Map.of("TOLLGATE_WALRUS_ID_CHECK_LIMIT", "1MiB")))
                .isInstanceOf(Problem.class);

        assertThat(first.requests).isNotEmpty();
        assertThat(second.requests).isNotEmpty();
    }

    @Test
    void aStreamThatCanBeReadOnceIsSentOnce() throws Exception {
        first.first(error(500, "INTERNAL_ERROR"));
        try (StorageFixture storage = fixture(Map.of())) {
            Publication.Content once = Publication.Content.once(() -> new ByteArrayInputStream(new byte[10]));

            assertThatThrownBy(() -> storage.blobs.store(new Publication(once, 10, 2, null, true)))
                    .isInstanceOf(Problem.class);
        }
        assertThat(second.requests).isEmpty();
    }

    @Test
    void contentThatEndsEarlyIsNotAFailureOfThePublisher() throws Exception {
        try (StorageFixture storage = fixture(Map.of())) {
            Publication.Content breaking = () -> new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("the client left");
                }
            };

            assertThatThrownBy(() -> storage.blobs.store(new Publication(breaking, 10, 2, null, true)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the client left");
            assertThat(storage.count("tollgate.walrus.stores")).isZero();
        }
        assertThat(second.requests).isEmpty();
    }

    @Test
    void storageRequestsArePermanentAndHaveNoOtherParameters() throws Exception {
        String receiver = "0x" + "ab".repeat(32);
        try (StorageFixture storage = fixture(Map.of())) {
            storage.blobs.store(new Publication(() -> new ByteArrayInputStream(new byte[10]), 10, 7, receiver, true));
        }

        assertThat(first.requests.get(0).query()).isEqualTo("epochs=7&permanent=true&send_object_to=" + receiver);
        assertThat(first.requests.get(0).authorization()).isNull();
        assertThat(first.requests.get(0).otherHeaders().split(","))
                .containsOnly("Accept-encoding", "Connection", "Content-length", "Content-type", "User-agent");
    }

    private PublisherAnswer.Stored store(Map<String, String> settings) throws Exception {
        byte[] content = new byte[1000];
        new Random().nextBytes(content);
        try (StorageFixture storage = fixture(settings)) {
            return storage.store(content);
        }
    }

    private StorageFixture fixture(Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        // these publishers give every blob the same id
        all.putIfAbsent("TOLLGATE_WALRUS_ID_CHECK_LIMIT", "0B");
        return new StorageFixture(database, first.url() + "," + second.url() + "/", "http://127.0.0.1:1", all);
    }
}
