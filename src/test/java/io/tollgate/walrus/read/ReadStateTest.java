package io.tollgate.walrus.read;

import static io.tollgate.walrus.read.ReadingFixture.from;
import static io.tollgate.walrus.read.ReadingFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which aggregators are called for a blob, how often, and when the read stops. */
class ReadStateTest {
    private static final byte[] CONTENT = "some bytes".getBytes();

    private final ReadingFixture fixture = new ReadingFixture("first", "second");

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 429, 500, 503, 302})
    void theNextAggregatorIsCalledImmediately(int status) throws IOException {
        fixture.answering(attempt -> name(attempt).equals("first") ? status : from(CONTENT, attempt));

        assertThat(read()).isEqualTo(CONTENT);
        assertThat(fixture.calls).containsExactly("first 0", "second 0");
        assertThat(fixture.pauses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 416, 451})
    void afterAFinalAnswerNoAggregatorIsCalled(int status) {
        fixture.answering(attempt -> status);

        assertThatThrownBy(this::read).isInstanceOf(BlobUnavailable.class).hasMessageContaining("HTTP " + status);
        assertThat(fixture.calls).containsExactly("first 0");
    }

    @Test
    void theReadPausesLongerEachTimeAllHaveBeenCalled() {
        fixture.attempts(8).answering(attempt -> 503);

        assertThatThrownBy(this::read).isInstanceOf(BlobUnavailable.class);

        assertThat(fixture.calls).hasSize(8);
        assertThat(fixture.pauses).hasSize(3);
        assertThat(fixture.pauses.get(0)).isBetween(50L, 100L);
        assertThat(fixture.pauses.get(1)).isBetween(100L, 200L);
        assertThat(fixture.pauses.get(2)).isBetween(200L, 400L);
    }

    @Test
    void aRecentlyStoredBlobIsRequestedAgainAndBypassesTheCache() throws IOException {
        fixture.recent.recordUpload(ReadingFixture.ID);
        fixture.answering(attempt -> fixture.calls.size() <= 20 ? (Object) 404 : from(CONTENT, attempt));

        assertThat(read()).isEqualTo(CONTENT);
        assertThat(fixture.calls).hasSize(21).startsWith("first 0", "second 0", "first 0 ?", "second 0 ?");
        assertThat(fixture.pauses).hasSize(10).allMatch(pause -> pause <= 2000);
    }

    @Test
    void onceFoundTheBlobIsNotWaitedForAgain() throws IOException {
        fixture.recent.recordUpload(ReadingFixture.ID);
        fixture.answering(attempt -> fixture.calls.size() == 1 ? from(CONTENT, attempt) : (Object) 404);
        read();

        assertThatThrownBy(this::read).isInstanceOf(BlobUnavailable.class);
        assertThat(fixture.calls).hasSize(1 + 4);
    }

    @Test
    void aRecentlyStoredBlobIsNotWaitedForBeyondTheWindow() {
        fixture.recent.recordUpload(ReadingFixture.ID);
        fixture.answering(attempt -> 404);

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        BlobUnavailable.class, e -> assertThat(e.missing()).isTrue());
        assertThat(fixture.pauses.stream().mapToLong(pause -> pause).sum())
                .isBetween(
                        Duration.ofSeconds(30).toMillis(),
                        Duration.ofSeconds(33).toMillis());
    }

    @Test
    void aBlobThatNoAggregatorFindsIsMissing() {
        fixture.answering(attempt -> 404);
        NoBlobs known = new NoBlobs();
        ResumingSource source = new ResumingSource(
                fixture.config(), state -> fixture.open((ReadState) state), known, fixture.nanos::get);

        assertThatThrownBy(() -> source.open(new BlobRead(ReadingFixture.ID, 0, 9)))
                .isInstanceOf(BlobUnavailable.class);

        assertThat(fixture.calls).hasSize(4);
        assertThat(known.removed).containsExactly(ReadingFixture.ID);
    }

    @Test
    void aBlobIsNotMissingWhenAnAggregatorFailed() {
        fixture.answering(attempt -> name(attempt).equals("first") ? 404 : 503);

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        BlobUnavailable.class, e -> assertThat(e.missing()).isFalse());
    }

    @Test
    void anAggregatorThatKeepsFailingIsSkipped() throws IOException {
        fixture.answering(attempt -> name(attempt).equals("first") ? 503 : (Object) from(CONTENT, attempt));
        for (int i = 0; i < 5; i++) {
            read();
        }
        fixture.calls.clear();

        read();

        assertThat(fixture.calls).containsExactly("second 0");
    }

    @Test
    void theReadStopsAtItsTimeout() {
        fixture.attempts(20).answering(attempt -> {
            fixture.clock.advance(Duration.ofSeconds(6));
            return 503;
        });

        assertThatThrownBy(this::read).isInstanceOf(BlobUnavailable.class);
        assertThat(fixture.calls).hasSize(4);
    }

    private byte[] read() throws IOException {
        try (InputStream in = fixture.open(0, CONTENT.length - 1)) {
            return in.readAllBytes();
        }
    }
}
