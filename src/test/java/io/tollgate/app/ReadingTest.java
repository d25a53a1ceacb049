package io.tollgate.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.TestDatabase;
import io.tollgate.database.Database;
import io.tollgate.dev.walrus.WalrusServer;
import io.tollgate.walrus.encoding.BlobId;
import io.tollgate.walrus.publish.PublisherAnswer;
import io.tollgate.walrus.read.BlobUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading through the shipped routes from two aggregators that share their blobs. */
class ReadingTest {
    private static final byte[] CONTENT = new byte[600_000];

    @TempDir
    private static Path folder;

    private static WalrusServer first;
    private static WalrusServer second;
    private static Database database;
    private static BlobId id;

    @BeforeAll
    static void start() throws Exception {
        new Random(5).nextBytes(CONTENT);
        first = WalrusServer.start(folder);
        second = WalrusServer.start(folder);
        database = Database.open(TestDatabase.H2.empty());
        try (StorageFixture storage = storage(Map.of())) {
            id = storage.store(CONTENT).blobId();
        }
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        database.close();
    }

    @AfterEach
    void mend() {
        first.fault("{}");
        second.fault("{}");
    }

    private static StorageFixture storage(Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        // the embedded Walrus of the tests gives fast ids
        all.put("TOLLGATE_WALRUS_ID_CHECK_LIMIT", "0B");
        return new StorageFixture(database, first.url(), first.url() + "/," + second.url(), all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"read\":{\"unavailable\":true}}",
                "{\"read\":{\"missing\":true}}",
                "{\"read\":{\"tooMany\":true}}",
                "{\"read\":{\"refuse\":\"BLOB_TOO_LARGE\"}}",
                "{\"read\":{\"html\":true}}",
                "{\"read\":{\"html\":true,\"htmlStatus\":200}}",
                "{\"read\":{\"html\":true,\"htmlStatus\":206}}",
                "{\"read\":{\"truncateAfterBytes\":1000}}",
                "{\"read\":{\"ignoreRange\":true}}",
                "{\"read\":{\"cutAfterBytes\":0}}",
                "{\"read\":{\"cutAfterBytes\":70000}}",
                "{\"read\":{\"diesAfterBytes\":70000}}"
            })
    void afterAnyFailureOfTheFirstTheBytesComeFromTheSecond(String fault) throws Exception {
        first.fault(fault);

        try (StorageFixture storage = storage(Map.of("TOLLGATE_WALRUS_HEDGE_DELAY", "0s"))) {
            assertThat(storage.read(id, 1, 599_998)).isEqualTo(Arrays.copyOfRange(CONTENT, 1, 599_999));
            assertThat(storage.count("tollgate.walrus.read", "url", second.url()))
                    .isPositive();
            assertThat(storage.count("tollgate.walrus.read")).isEqualTo(599_998);
        }
    }

    @Test
    void aSlowAggregatorIsReplaced() throws Exception {
        first.fault("{\"read\":{\"bytesPerSecond\":1000}}");

        try (StorageFixture storage = storage(Map.of("TOLLGATE_WALRUS_READ_TIMEOUT", "300ms"))) {
            assertThat(storage.read(id, 0, 599_999)).isEqualTo(CONTENT);
            assertThat(storage.count("tollgate.walrus.resumes", "url", first.url()))
                    .isEqualTo(1);
        }
    }

    @Test
    void anAggregatorThatDoesNotAnswerInTimeIsReplaced() throws Exception {
        first.fault("{\"read\":{\"delayMillis\":20000,\"times\":1}}");

        try (StorageFixture storage =
                storage(Map.of("TOLLGATE_WALRUS_READ_TIMEOUT", "200ms", "TOLLGATE_WALRUS_HEDGE_DELAY", "0s"))) {
            assertThat(storage.read(id, 0, 599_999)).isEqualTo(CONTENT);
            assertThat(storage.count("tollgate.walrus.reads", "outcome", "failed"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aSlowAnswerIsHedgedByAnother() throws Exception {
        first.fault("{\"read\":{\"delayMillis\":5000,\"times\":1}}");

        try (StorageFixture storage = storage(Map.of("TOLLGATE_WALRUS_HEDGE_DELAY", "100ms"))) {
            assertThat(storage.read(id, 0, 599_999)).isEqualTo(CONTENT);
            assertThat(storage.count("tollgate.walrus.hedges", "winner", "second"))
                    .isEqualTo(1);
            assertThat(storage.count("tollgate.walrus.reads", "outcome", "failed"))
                    .isZero();
        }
    }

    @Test
    void aHedgeWithoutAResultWaitsForTheFirstAggregator() throws Exception {
        first.fault("{\"read\":{\"delayMillis\":800,\"times\":1}}");
        second.fault("{\"read\":{\"unavailable\":true}}");

        try (StorageFixture storage = storage(Map.of("TOLLGATE_WALRUS_HEDGE_DELAY", "100ms"))) {
            assertThat(storage.read(id, 0, 599_999)).isEqualTo(CONTENT);
            assertThat(storage.count("tollgate.walrus.hedges", "winner", "first"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aBlobThatWasJustStoredIsAwaited() throws Exception {
        try (StorageFixture storage = storage(Map.of())) {
            PublisherAnswer.Stored fresh = storage.store("fresh".getBytes());
            first.fault("{\"read\":{\"missing\":true,\"times\":4}}");
            second.fault("{\"read\":{\"missing\":true,\"times\":4}}");

            assertThat(storage.read(fresh.blobId(), 0, 4)).isEqualTo("fresh".getBytes());
            assertThat(storage.count("tollgate.walrus.reads", "outcome", "missing"))
                    .isEqualTo(8);
        }
    }

    @Test
    void aBlobThatNoAggregatorHasIsReportedMissingSoon() throws Exception {
        try (StorageFixture storage = storage(Map.of())) {
            BlobId unknown = BlobId.parse("M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk");

            assertThatThrownBy(() -> storage.read(unknown, 0, 4))
                    .isInstanceOfSatisfying(
                            BlobUnavailable.class, e -> assertThat(e.missing()).isTrue());
            assertThat(storage.count("tollgate.walrus.reads")).isEqualTo(4);
        }
    }

    @Test
    void theSameContentIsStoredAndPaidForOnce() throws Exception {
        try (StorageFixture storage = storage(Map.of())) {
            byte[] content = "a manual that two sellers upload".getBytes();
            first.fault("{\"store\":{\"delayMillis\":300}}");

            PublisherAnswer.Stored[] both = new PublisherAnswer.Stored[2];
            Thread beside = Thread.startVirtualThread(() -> both[0] = store(storage, content));
            both[1] = store(storage, content);
            beside.join();

            assertThat(both[0].blobId()).isEqualTo(both[1].blobId());
            assertThat(both[0].alreadyCertified()).isNotEqualTo(both[1].alreadyCertified());
        }
    }

    private static PublisherAnswer.Stored store(StorageFixture storage, byte[] content) {
        try {
            return storage.store(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
