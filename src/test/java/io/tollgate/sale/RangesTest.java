package io.tollgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.RawHttp;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R16: ranges of files of many sizes and parts, and what is not given away by asking for some (RFC 9110 section 14). */
class RangesTest {
    private static final int RANGES = 40;

    private static final byte[] FILE = new byte[150_000];

    private static TestGateway gateway;
    private static TestGateway.Sold forSale;
    private static TestGateway.Sold free;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("TOLLGATE_WALRUS_MAX_PART_SIZE", "64KiB"));
        new Random(16).nextBytes(FILE);
        forSale = gateway.upload(FILE, TestGateway.PRICE);
        free = gateway.upload(FILE, "0");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({"1", "100", "65448", "65519", "65520", "65521", "130897", "333333"})
    void r16AnyRangeIsThatRangeOfTheFile(int size) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] file = new byte[size];
        random.nextBytes(file);
        TestGateway.Sold sold = gateway.upload(file, "0");

        for (int i = 0; i < RANGES; i++) {
            int from = near(random, size);
            int to = near(random, size);
            String range = switch (random.nextInt(3)) {
                case 0 -> from + "-" + Math.max(from, to);
                case 1 -> from + "-";
                default -> "-" + to;
            };
            HttpResponse<byte[]> answer = gateway.get(sold.downloadUrl(), "Range", "bytes=" + range);
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

    private static HttpResponse<byte[]> ask(TestGateway.Sold sold, String range, String... more) {
        String[] headers = Arrays.copyOf(more, more.length + 2);
        headers[more.length] = "Range";
        headers[more.length + 1] = "bytes=" + range;
        return gateway.get(sold.downloadUrl(), headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-10", "0-", "-5", "0-1,70000-70001", "150000-"})
    void r16ARangeWithoutAPaymentIsNotABitOfTheFile(String range) {
        HttpResponse<byte[]> answer = ask(forSale, range);

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(answer.headers().firstValue("Content-Range")).isEmpty();
    }

    @Test
    void r16ARangeBeyondTheEndIsRefusedBeforeThePaymentIsTouched() {
        TestPayer payer = new TestPayer(gateway.buyer());
        String payment = TestPayer.encode(payer.v2(gateway.get(forSale.downloadUrl())));
        String many = IntStream.range(0, 100).mapToObj(i -> i + "-" + i).collect(Collectors.joining(","));

        HttpResponse<byte[]> beyond = ask(forSale, FILE.length + "-", "PAYMENT-SIGNATURE", payment);
        HttpResponse<byte[]> tooMany = ask(forSale, many, "PAYMENT-SIGNATURE", payment);
        int paid = gateway.account(payer.address()).path("transfers").asInt();
        HttpResponse<byte[]> within = ask(forSale, "10-19", "PAYMENT-SIGNATURE", payment);

        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range")).hasValue("bytes */" + FILE.length);
        assertThat(tooMany.statusCode()).isEqualTo(416);
        assertThat(paid).isZero();
        assertThat(within.statusCode()).isEqualTo(206);
        assertThat(within.body()).isEqualTo(Arrays.copyOfRange(FILE, 10, 20));
    }

    @Test
    void r16TenThousandRangesAreNotRead() {
        String many = IntStream.range(0, 10_000).mapToObj(i -> i + "-" + i).collect(Collectors.joining(","));

        RawHttp.Answer answer = RawHttp.get(gateway.port(), free.downloadUrl().getPath(), "Range: bytes=" + many);

        assertThat(answer.status()).isEqualTo(431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-,0-,0-", "0-99999,50000-,-150000", "-150000,-150000"})
    void r16OverlappingRangesBringNoByteTwice(String range) {
        HttpResponse<byte[]> answer = ask(free, range);

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(FILE);
        assertThat(answer.headers().firstValue("Content-Range"))
                .hasValue("bytes 0-" + (FILE.length - 1) + "/" + FILE.length);
    }

    @Test
    void severalRangesAreOneAnswerInTheirOrder() {
        HttpResponse<byte[]> answer = ask(free, "140000-140009,0-9,65000-66000");

        String type = answer.headers().firstValue("Content-Type").orElseThrow();
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(type).startsWith("multipart/byteranges; boundary=");
        String boundary = "--" + type.substring(type.indexOf('=') + 1);
        String body = new String(answer.body(), StandardCharsets.ISO_8859_1);
        StringBuilder expected = new StringBuilder();
        for (int[] part : new int[][] {{140_000, 140_009}, {0, 9}, {65_000, 66_000}}) {
            expected.append("\r\n").append(boundary).append("\r\nContent-Type: application/octet-stream");
            expected.append("\r\nContent-Range: bytes %d-%d/%d\r\n\r\n".formatted(part[0], part[1], FILE.length));
            expected.append(new String(FILE, part[0], part[1] - part[0] + 1, StandardCharsets.ISO_8859_1));
        }
        assertThat(body.strip()).isEqualTo((expected + "\r\n" + boundary + "--").strip());
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
    }

    @Test
    void r16AStaleIfRangeBringsTheWholeFile() {
        String tag =
                gateway.get(free.downloadUrl()).headers().firstValue("ETag").orElseThrow();

        assertThat(tag).isEqualTo("\"" + free.answer().path("sha256").asText() + "\"");
        assertThat(ask(free, "0-9", "If-Range", tag).statusCode()).isEqualTo(206);
        for (String stale : List.of("\"another\"", "W/" + tag, "Mon, 23 Nov 2026 00:00:00 GMT")) {
            HttpResponse<byte[]> whole = ask(free, "0-9", "If-Range", stale);
            assertThat(whole.statusCode()).as(stale).isEqualTo(200);
            assertThat(whole.body()).isEqualTo(FILE);
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
