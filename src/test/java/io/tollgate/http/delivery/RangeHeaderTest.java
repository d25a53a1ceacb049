package io.tollgate.http.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R16: parsing of Range headers, and their limits. */
class RangeHeaderTest {
    private static final int SIZE = 1000;

    private static List<ByteRange> spans(String header) {
        return ((RangeHeader.Ranges) RangeHeader.parse(header, SIZE)).ranges();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-999, 0, 1000",
        "bytes=0-, 0, 1000",
        "bytes=999-, 999, 1",
        "bytes=-1, 999, 1",
        "bytes=-5000, 0, 1000",
        "bytes=500-5000, 500, 500",
        "bytes=500-99999999999999999999999, 500, 500",
        "bytes=-99999999999999999999999, 0, 1000",
        "BYTES=10-19, 10, 10",
        "bytes= 10-19 , 10, 10",
        "bytes=0000000000000000000000010-19, 10, 10"
    })
    void oneRange(String header, long from, long length) {
        assertThat(spans(header)).containsExactly(new ByteRange(from, length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "items=0-1",
                "bytes",
                "bytes=",
                "bytes=,",
                "bytes=-",
                "bytes=a-b",
                "bytes=5-4",
                "bytes=1-2-3",
                "bytes=0x1-2",
                "bytes=--1",
                "bytes=+1-2",
                "bytes=1-2;3-4",
                "bytes=0-1,x"
            })
    void malformedAndUnknownRangesAreIgnored(String header) {
        assertThat(RangeHeader.parse(header, SIZE)).isEqualTo(new RangeHeader.Whole());
    }

    @Test
    void noHeaderMeansTheWholeFile() {
        assertThat(RangeHeader.parse(null, SIZE)).isEqualTo(new RangeHeader.Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=5000-6000,-0"})
    void aRangeBeyondTheEndIsUnsatisfiable(String header) {
        assertThat(RangeHeader.parse(header, SIZE)).isEqualTo(new RangeHeader.Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=0-0", "bytes=-1"})
    void anEmptyFileHasNoRange(String header) {
        assertThat(RangeHeader.parse(header, 0)).isEqualTo(new RangeHeader.Unsatisfiable());
    }

    @Test
    void severalRangesKeepTheirOrderWithoutThoseBeyondTheEnd() {
        assertThat(spans("bytes=800-809, 0-9,2000-2001 ,400-409"))
                .containsExactly(new ByteRange(800, 10), new ByteRange(0, 10), new ByteRange(400, 10));
    }

    @Test
    void r16RangesThatOverlapOrNearlyTouchAreSentOnce() {
        assertThat(spans("bytes=0-,0-,0-")).containsExactly(new ByteRange(0, 1000));
        assertThat(spans("bytes=500-599,0-9,550-620")).containsExactly(new ByteRange(0, 10), new ByteRange(500, 121));
        assertThat(spans("bytes=0-9,50-59")).containsExactly(new ByteRange(0, 60));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 100, 10_000})
    void r16TooManyRangesAreUnsatisfiable(int count) {
        String many =
                IntStream.range(0, count).mapToObj(i -> i + "-" + i).collect(Collectors.joining(",", "bytes=", ""));

        assertThat(RangeHeader.parse(many, Long.MAX_VALUE)).isEqualTo(new RangeHeader.Unsatisfiable());
    }

    @Test
    void r16NoHeaderMakesMoreBytesThanTheFileHas() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            String header = random.ints(1 + random.nextInt(16), 0, 1200)
                    .mapToObj(from -> from + "-" + (from + random.nextInt(400)))
                    .collect(Collectors.joining(",", "bytes=", ""));

            if (RangeHeader.parse(header, SIZE) instanceof RangeHeader.Ranges wanted) {
                boolean[] seen = new boolean[SIZE];
                for (ByteRange span : wanted.ranges()) {
                    for (long at = span.from(); at < span.end(); at++) {
                        assertThat(seen[(int) at])
                                .as("%s, seed %d", header, seed)
                                .isFalse();
                        seen[(int) at] = true;
                    }
                }
                assertThat(asked(header)).as("%s, seed %d", header, seed).allMatch(at -> seen[at]);
            }
        }
    }

    private static List<Integer> asked(String header) {
        return Arrays.stream(header.substring(6).split(","))
                .flatMap(spec -> {
                    String[] ends = spec.split("-");
                    return IntStream.rangeClosed(
                                    Integer.parseInt(ends[0]), Math.min(SIZE - 1, Integer.parseInt(ends[1])))
                            .boxed();
                })
                .toList();
    }
}
