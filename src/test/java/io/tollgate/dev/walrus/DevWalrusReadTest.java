package io.tollgate.dev.walrus;

import static io.tollgate.dev.walrus.DevStore.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevWalrusReadTest {
    private static final String CONTENT = "hello world";

    @TempDir
    private Path directory;

    private DevStore store;
    private String id;

    @BeforeEach
    void storeBlob() throws IOException {
        store = new DevStore(directory);
        id = store.storeAndGetId("epochs=2", CONTENT);
    }

    @Test
    void aBlobHasTheHeadersOfAnAggregator() throws IOException {
        DevAnswer answer = store.read(id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(body(answer)).isEqualTo(CONTENT);
        assertThat(answer.content().length()).isEqualTo(CONTENT.length());
        assertThat(answer.headers())
                .containsEntry("etag", id)
                .containsEntry("cache-control", "public, max-age=86400, stale-while-revalidate=3600")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("access-control-allow-origin", "*")
                .containsEntry("x-walrus-dev", "fast-id")
                .doesNotContainKeys("content-type", "accept-ranges", "content-range");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"image/png, -, image/png", "*/*, -, -", "text/html;q=1, a/b, text/html;q=1", "*/*, a/b, a/b"})
    void theContentTypeIsTheRequestedOne(String accept, String contentType, String expected) throws IOException {
        DevAnswer answer = store.readWithTypes(id, accept, contentType);

        assertThat(answer.headers().get("content-type")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-4, hello, bytes 0-4/11",
        "bytes=10-10, d, bytes 10-10/11",
        "bytes=0-10, hello world, bytes 0-10/11"
    })
    void aRangeWithinTheBlobIsServed(String range, String expected, String contentRange) throws IOException {
        DevAnswer answer = store.range(id, range);

        assertThat(answer.status()).isEqualTo(206);
        assertThat(body(answer)).isEqualTo(expected);
        assertThat(answer.content().length()).isEqualTo(expected.length());
        assertThat(answer.headers())
                .containsEntry("content-range", contentRange)
                .containsEntry("etag", id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-",
                "bytes=-5",
                "bytes=0-1,3-4",
                "bytes=5-11",
                "bytes=4-2",
                "bytes=11-11",
                "items=0-1",
                "bytes = 0-1",
                "bytes=99999999999999999999-99999999999999999999"
            })
    void anyOtherRangeIsRefused(String range) throws IOException {
        DevAnswer answer = store.range(id, range);

        assertThat(answer.status()).isEqualTo(416);
        assertThat(body(answer))
                .startsWith(
                        "{\"error\":{\"status\":\"RANGE_NOT_SATISFIABLE\",\"code\":416,\"message\":\"invalid byte range")
                .contains("\"reason\":\"INVALID_BYTE_RANGE\"");
        assertThat(answer.headers()).doesNotContainKey("content-range");
    }

    @Test
    void aRangePastTheEndIsReportedWithItsExclusiveEnd() throws IOException {
        assertThat(body(store.range(id, "bytes=5-11")))
                .contains("invalid byte range parameters: byte range out of bounds: requested 5-12, blob size is 11");
    }

    @Test
    void aSliceByQueryIsAnswered200() throws IOException {
        DevAnswer answer = store.slice(id, "start=6&length=5");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(body(answer)).isEqualTo("world");
        assertThat(answer.headers()).containsEntry("etag", id + "-6-5").doesNotContainKey("content-range");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"start=0&length=0", "start=6&length=6", "start=999999999999999999&length=999999999999999999"})
    void aSliceOutsideTheBlobIsABadRequest(String query) throws IOException {
        DevAnswer answer = store.slice(id, query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(body(answer)).contains("\"INVALID_ARGUMENT\"", "\"INVALID_BYTE_RANGE\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "start=0", "length=1", "start=0&length=1&skip_consistency_check=true", "start=a&length=1"})
    void aSliceNeedsExactlyTwoNumbers(String query) throws IOException {
        DevAnswer answer = store.slice(id, query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(body(answer)).startsWith("Failed to deserialize query string: ");
    }

    @Test
    void anUnknownBlobIsNotFound() throws IOException {
        DevAnswer answer = store.read("M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(body(answer))
                .isEqualTo(
                        "{\"error\":{\"status\":\"NOT_FOUND\",\"code\":404,\"message\":\"the requested blob ID does not "
                                + "exist on Walrus, ensure that it was entered correctly\",\"details\":[{\"@type\":\"ErrorInfo\","
                                + "\"reason\":\"BLOB_NOT_FOUND\",\"domain\":\"daemon.walrus.space\",\"metadata\":{}}]}}");
    }

    @Test
    void aMalformedIdIsABadRequest() throws IOException {
        DevAnswer answer = store.read("xyz");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(body(answer))
                .isEqualTo("Invalid URL: Cannot parse `blob_id` with value `xyz`: failed to parse a blob ID");
    }

    @Test
    void aCacheBusterIsRefused() throws IOException {
        DevAnswer answer = store.read(id, "cb=123");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(body(answer)).startsWith("Failed to deserialize query string: unknown field `cb`");
    }

    @Test
    void theConsistencyChecksExcludeEachOther() throws IOException {
        DevAnswer answer = store.read(id, "strict_consistency_check=true&skip_consistency_check=true");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(body(answer)).contains("INVALID_CONSISTENCY_CHECK");
    }

    @Test
    void theStrictCheckFindsFalsifiedBytes() throws IOException {
        DevAnswer before = store.read(id, "strict_consistency_check=true");
        Files.writeString(directory.resolve("blobs").resolve(id), "hello wOrld");
        DevAnswer after = store.read(id, "strict_consistency_check=true");

        assertThat(before.status()).isEqualTo(200);
        assertThat(after.status()).isEqualTo(500);
        assertThat(store.read(id).status()).isEqualTo(200);
    }

    @Test
    void theStrictCheckRecomputesARealId() throws IOException {
        DevStore real = new DevStore(directory, settings -> settings.withRealIdLimit(100));
        String realId = real.storeAndGetId(null, "some string");

        assertThat(realId).isEqualTo("9k95lgtG9iPU8yk_wYz8m8CUY1snveemF8ypfpBLUUg");
        assertThat(real.read(realId, "strict_consistency_check=true").status()).isEqualTo(200);
    }

    @Test
    void aBlobExpiresInItsEndEpochAndReturnsWhenStoredAgain() throws IOException {
        store.epochs.advance(1);
        int inItsLastEpoch = store.read(id).status();
        store.epochs.advance(1);
        int afterwards = store.read(id).status();
        store.put(null, CONTENT);

        assertThat(inItsLastEpoch).isEqualTo(200);
        assertThat(afterwards).isEqualTo(404);
        assertThat(store.read(id).status()).isEqualTo(200);
    }

    @Test
    void theLongestRegistrationKeepsTheBlob() throws IOException {
        store.put("epochs=5", CONTENT);

        store.epochs.advance(4);

        assertThat(store.read(id).status()).isEqualTo(200);
    }

    @Test
    void otherPathsAnswerLikeADaemon() throws IOException {
        assertThat(body(store.walrus.status(DevStore.get("/status", null, Map.of()))))
                .isEqualTo("OK");
        assertThat(store.walrus.methodNotAllowed("GET,HEAD").headers()).containsEntry("allow", "GET,HEAD");
    }
}
