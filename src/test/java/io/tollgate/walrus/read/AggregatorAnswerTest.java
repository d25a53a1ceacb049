package io.tollgate.walrus.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.walrus.encoding.BlobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The retry matrix for reading, and answers whose headers contradict the request. */
class AggregatorAnswerTest {
    private static final BlobId ID = BlobId.parse("M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk");

    @ParameterizedTest
    @CsvSource({
        "400, Final",
        "416, Final",
        "451, Final",
        "404, Missing",
        "403, TryNext",
        "429, TryNext",
        "500, TryNext",
        "502, TryNext",
        "503, TryNext",
        "504, TryNext",
        "301, TryNext",
        "302, TryNext",
        "307, TryNext",
        "204, TryNext",
        "0, TryNext"
    })
    void everyStatusIsClassified(int status, String consequence) {
        AggregatorAnswer answer = AggregatorAnswer.of(range(5, 9), status, 5, "bytes 5-9/10", null);

        assertThat(answer.getClass().getSimpleName()).isEqualTo(consequence);
    }

    @ParameterizedTest
    @CsvSource({"403, false", "429, false", "500, true", "503, true", "302, true"})
    void aBusyOrTooSmallAggregatorHasNotFailed(int status, boolean failure) {
        AggregatorAnswer answer = AggregatorAnswer.of(range(5, 9), status, -1, null, null);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        AggregatorAnswer.TryNext.class,
                        next -> assertThat(next.failure()).isEqualTo(failure));
    }

    @ParameterizedTest
    @CsvSource({
        "206, 5, bytes 5-9/10, , true",
        "206, -1, bytes 5-9/10, , true",
        "206, 5, bytes 5-9/*, application/octet-stream, true",
        "206, 5, , , false",
        "206, 5, bytes 5-8/10, , false",
        "206, 5, bytes 4-9/10, , false",
        "206, 4, bytes 5-9/10, , false",
        "206, 5, bytes */10, , false",
        "206, 5, items 5-9/10, , false",
        "206, 5, bytes 5-9/10, text/html; charset=utf-8, false",
        "200, 5, , , false",
        "200, 10, , , false"
    })
    void onlyTheRequestedRangeIsAccepted(int status, long length, String range, String type, boolean bytes) {
        AggregatorAnswer answer = AggregatorAnswer.of(range(5, 9), status, length, range, type);

        assertThat(answer instanceof AggregatorAnswer.Bytes).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"10, , true", "9, , false", "-1, , false", "10, text/html, false", "10, TEXT/HTML, false"})
    void aCompleteAnswerIsAcceptedForARangeOfTheWholeBlob(long length, String type, boolean bytes) {
        AggregatorAnswer answer = AggregatorAnswer.of(range(0, 9), 200, length, null, type);

        assertThat(answer instanceof AggregatorAnswer.Bytes).isEqualTo(bytes);
    }

    @Test
    void aBlobOfUnknownLengthIsAnsweredWith200Only() {
        BlobRead whole = BlobRead.whole(ID);

        assertThat(AggregatorAnswer.of(whole, 200, -1, null, null)).isEqualTo(new AggregatorAnswer.Bytes(-1));
        assertThat(AggregatorAnswer.of(whole, 206, 5, "bytes 0-4/5", null))
                .isInstanceOf(AggregatorAnswer.TryNext.class);
    }

    private static BlobRead range(long from, long to) {
        return new BlobRead(ID, from, to);
    }
}
