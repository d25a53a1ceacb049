package io.tollgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.Twin;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random ranges of files of many sizes and parts are what the same range of a byte array is (RFC 9110 section 14). */
class RandomRangesTest {
    private static final int RANGES = 40;

    private static Twin twin;

    @BeforeAll
    static void start() {
        twin = Twin.start(Map.of("TOLLGATE_WALRUS_MAX_PART_SIZE", "64KiB"));
    }

    @AfterAll
    static void stop() {
        twin.close();
    }

    @ParameterizedTest
    @CsvSource({"1", "100", "65448", "65519", "65520", "65521", "130897", "333333"})
    void anyRangeIsThatRangeOfTheFile(int size) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] file = new byte[size];
        random.nextBytes(file);
        Twin.Sold sold = twin.upload(file, "0");

        for (int i = 0; i < RANGES; i++) {
            int from = near(random, size);
            int to = near(random, size);
            String range = switch (random.nextInt(3)) {
                case 0 -> from + "-" + Math.max(from, to);
                case 1 -> from + "-";
                default -> "-" + to;
            };
            HttpResponse<byte[]> answer = twin.get(sold.downloadUrl(), "Range", "bytes=" + range);
            assertThat(answer.statusCode())
                    .as("seed %d, %s of %d", seed, range, size)
                    .isEqualTo(status(range, size));
            if (answer.statusCode() == 206) {
                byte[] wanted = cut(file, range);
                assertThat(answer.body())
                        .as("seed %d, %s of %d", seed, range, size)
                        .isEqualTo(wanted);
                assertThat(answer.headers().firstValue("Content-Length")).hasValue(Integer.toString(wanted.length));
            } else {
                assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes */" + size);
            }
        }
    }

    /** The edges of parts and segments, and of the file, are where mistakes are made. */
    private static int near(Random random, int size) {
        int[] edges = {0, 65_496, 65_520, 131_016, size};
        return random.nextBoolean()
                ? random.nextInt(size + 2)
                : Math.max(0, edges[random.nextInt(edges.length)] + random.nextInt(5) - 2);
    }

    private static int status(String range, int size) {
        String[] ends = range.split("-", -1);
        boolean satisfiable = ends[0].isEmpty() ? Integer.parseInt(ends[1]) > 0 : Integer.parseInt(ends[0]) < size;
        return satisfiable ? 206 : 416;
    }

    private static byte[] cut(byte[] file, String range) {
        String[] ends = range.split("-", -1);
        if (ends[0].isEmpty()) {
            return Arrays.copyOfRange(file, Math.max(0, file.length - Integer.parseInt(ends[1])), file.length);
        }
        int end = ends[1].isEmpty() ? file.length : Math.min(file.length, Integer.parseInt(ends[1]) + 1);
        return Arrays.copyOfRange(file, Integer.parseInt(ends[0]), end);
    }
}
