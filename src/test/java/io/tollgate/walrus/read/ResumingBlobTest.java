package io.tollgate.walrus.read;

import static io.tollgate.walrus.read.ReadingFixture.cut;
import static io.tollgate.walrus.read.ReadingFixture.from;
import static io.tollgate.walrus.read.ReadingFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R24: a blob is read completely or the read fails, even when single aggregators misbehave. */
class ResumingBlobTest {
    private static final byte[] CONTENT = new byte[1_000_000];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    private final ReadingFixture fixture = new ReadingFixture("first", "second");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10_000, 500_000, 990_000, 999_999})
    void aBrokenStreamContinuesAtTheNextAggregatorFromTheByteReached(int reached) throws IOException {
        fixture.answering(attempt ->
                name(attempt).equals("first") ? cut(from(CONTENT, attempt), reached) : from(CONTENT, attempt));

        byte[] read = readAll(0, CONTENT.length - 1);

        assertThat(read).isEqualTo(CONTENT);
        assertThat(fixture.calls).containsExactly("first 0", "second " + reached);
        assertThat(fixture.count("tollgate.walrus.resumes")).isEqualTo(1);
        assertThat(fixture.count("tollgate.walrus.read")).isEqualTo(CONTENT.length);
        assertThat(fixture.streams).allMatch(stream -> stream.closed);
    }

    @Test
    void aStreamThatEndsEarlyWithoutAnErrorContinuesAtTheNextAggregator() throws IOException {
        fixture.answering(attempt ->
                name(attempt).equals("first") ? new ByteArrayInputStream(CONTENT, 0, 1234) : from(CONTENT, attempt));

        assertThat(readAll(0, CONTENT.length - 1)).isEqualTo(CONTENT);
    }

    @Test
    void aRangeIsResumedWithinItsBounds() throws IOException {
        fixture.answering(
                attempt -> name(attempt).equals("first") ? cut(from(CONTENT, attempt), 50) : from(CONTENT, attempt));

        assertThat(readAll(700, 999)).isEqualTo(Arrays.copyOfRange(CONTENT, 700, 1000));
        assertThat(fixture.calls).containsExactly("first 700", "second 750");
    }

    @Test
    void theOnlyAggregatorIsCalledAgain() throws IOException {
        ReadingFixture alone = new ReadingFixture("only");
        alone.answering(attempt -> alone.calls.size() < 3 ? cut(from(CONTENT, attempt), 1000) : from(CONTENT, attempt));

        try (InputStream in = alone.open(0, CONTENT.length - 1)) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
        assertThat(alone.calls).containsExactly("only 0", "only 1000", "only 2000");
    }

    @Test
    void withoutAnotherAggregatorTheReaderGetsAnErrorAndNoEnd() throws IOException {
        fixture.answering(
                attempt -> attempt.request().from() == 0 ? cut(from(CONTENT, attempt), 300_000) : (Object) 503);

        try (InputStream in = fixture.open(0, CONTENT.length - 1)) {
            assertThat(in.readNBytes(300_000)).hasSize(300_000);
            assertThatThrownBy(in::read)
                    .isInstanceOfSatisfying(
                            BlobUnavailable.class, e -> assertThat(e.missing()).isFalse());
        }
        assertThat(fixture.calls).hasSizeLessThanOrEqualTo(1 + 4);
    }

    @Test
    void attemptsAreLimitedWhenEachReturnsAFewBytes() {
        fixture.answering(attempt -> cut(from(CONTENT, attempt), 10));

        assertThatThrownBy(() -> readAll(0, CONTENT.length - 1)).isInstanceOf(BlobUnavailable.class);

        assertThat(fixture.calls).containsExactly("first 0", "second 10", "first 20", "second 30");
    }

    @Test
    void aStreamWithProgressMayBreakOften() throws IOException {
        fixture.answering(attempt -> cut(from(CONTENT, attempt), 90_000));

        assertThat(readAll(0, CONTENT.length - 1)).isEqualTo(CONTENT);
        assertThat(fixture.calls).hasSize(12);
    }

    @Test
    void anAggregatorThatSendsTooSlowlyIsReplaced() throws IOException {
        fixture.answering(attempt ->
                name(attempt).equals("first") ? slow(from(CONTENT, attempt), 2_000) : from(CONTENT, attempt));

        assertThat(readAll(0, CONTENT.length - 1)).isEqualTo(CONTENT);
        assertThat(fixture.calls).hasSize(2);
        assertThat(fixture.calls.get(1)).startsWith("second ");
    }

    @Test
    void anAggregatorWithASteadyRateIsKept() throws IOException {
        fixture.answering(attempt -> slow(from(CONTENT, attempt), 2_000_000));

        assertThat(readAll(0, CONTENT.length - 1)).isEqualTo(CONTENT);
        assertThat(fixture.calls).hasSize(1);
    }

    @Test
    void aSlowReaderDoesNotCountAsAStalledAggregator() throws IOException {
        fixture.answering(attempt -> from(CONTENT, attempt));

        try (InputStream in = fixture.open(0, CONTENT.length - 1)) {
            for (int i = 0; i < 100; i++) {
                assertThat(in.read()).isEqualTo(CONTENT[i] & 0xff);
                fixture.nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            }
        }
        assertThat(fixture.calls).hasSize(1);
    }

    @Test
    void bytesBeyondTheRequestedRangeAreDropped() throws IOException {
        fixture.answering(attempt -> new ByteArrayInputStream(CONTENT));

        assertThat(readAll(0, 99)).isEqualTo(Arrays.copyOf(CONTENT, 100));
    }

    @Test
    void closingAbortsTheTransfer() throws IOException {
        fixture.answering(attempt -> from(CONTENT, attempt));
        InputStream in = fixture.open(0, CONTENT.length - 1);
        in.readNBytes(10);

        in.close();

        assertThat(fixture.streams).singleElement().matches(stream -> stream.closed);
        assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        assertThat(fixture.calls).hasSize(1);
    }

    @Test
    void bytesThatFailVerificationAreFetchedFromTheNextAggregator() throws IOException {
        fixture.answering(attempt -> new ByteArrayInputStream(name(attempt).getBytes()));

        String verified =
                fixture.source().open(new BlobRead(ReadingFixture.ID, 0, 4), stored -> verify(stored, "secon"));

        assertThat(verified).isEqualTo("secon");
        assertThat(fixture.calls).containsExactly("first 0", "second 0");
        assertThat(fixture.count("tollgate.walrus.lies")).isEqualTo(1);
    }

    @Test
    void withoutValidBytesTheReadFailsWithTheVerificationError() {
        fixture.answering(attempt -> new ByteArrayInputStream(name(attempt).getBytes()));

        assertThatThrownBy(() ->
                        fixture.source().open(new BlobRead(ReadingFixture.ID, 0, 4), stored -> verify(stored, "third")))
                .isInstanceOf(IOException.class)
                .hasMessage("not third");
        assertThat(fixture.calls).containsExactly("first 0", "second 0");
        assertThat(fixture.streams).allMatch(stream -> stream.closed);
    }

    private static String verify(InputStream stored, String expected) throws IOException {
        String found = new String(stored.readAllBytes());
        if (!found.equals(expected)) {
            throw new IOException("not " + expected);
        }
        return found;
    }

    private byte[] readAll(long from, long to) throws IOException {
        try (InputStream in = fixture.open(from, to)) {
            return in.readAllBytes();
        }
    }

    /** Takes a second for each read and returns this number of bytes per minute. */
    private InputStream slow(InputStream whole, int bytesPerMinute) {
        return new java.io.FilterInputStream(whole) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                fixture.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
                return super.read(target, offset, Math.min(length, Math.max(1, bytesPerMinute / 60)));
            }
        };
    }
}
