package io.tollgate.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/** Two gateways on one database that are asked to finish the same upload at the same moment: one item comes of it. */
class FinishedTwiceTest {
    private static final byte[] FILE = UploadTest.content(150_000);

    private static TestGateway first;
    private static TestGateway second;
    private static DataFolderInspector premises;

    @BeforeAll
    static void start() {
        first = TestGateway.start(
                Map.of("TOLLGATE_WALRUS_MAX_PART_SIZE", "64KiB", "TOLLGATE_WALRUS_NOT_FOUND_WINDOW", "0s"));
        String walrus = first.url("/dev/walrus").toString();
        second = TestGateway.start(Map.of(
                "TOLLGATE_WALRUS_MAX_PART_SIZE",
                "64KiB",
                "TOLLGATE_DATA_DIR",
                first.folder().toString(),
                "WALRUS_PUBLISHER_URL",
                walrus,
                "WALRUS_AGGREGATOR_URLS",
                walrus));
        premises = new DataFolderInspector(first);
    }

    @AfterAll
    static void stop() {
        premises.close();
        second.close();
        first.close();
    }

    private static HttpResponse<byte[]> append(TestGateway at, String path, int offset, byte[] bytes) {
        return at.send(HttpRequest.newBuilder(at.url(path))
                .method("PATCH", BodyPublishers.ofByteArray(bytes))
                .header("Upload-Offset", Integer.toString(offset))
                .build());
    }

    /** Every part is stored, but the file could not be read back. */
    private static String unfinished() {
        HttpResponse<byte[]> begun = first.send(HttpRequest.newBuilder(first.url("/uploads?name=film.mp4&price=0"))
                .header("Upload-Length", Integer.toString(FILE.length))
                .POST(BodyPublishers.noBody())
                .build());
        String path = begun.headers().firstValue("Location").orElseThrow();
        first.walrusFault("{\"read\":{\"missing\":true}}");
        assertThat(append(first, path, 0, FILE).statusCode()).isEqualTo(503);
        first.mendStorage();
        return path;
    }

    @RepeatedTest(3)
    void whoFinishesAnUploadBesideAnotherOneGetsTheSameItemOrIsToldToComeAgain() throws Exception {
        String path = unfinished();
        int forSale = premises.forSale().size();
        first.walrusFault("{\"store\":{\"delayMillis\":100}}");
        List<Callable<HttpResponse<byte[]>>> both = new ArrayList<>();
        for (TestGateway at : List.of(first, second)) {
            both.add(() -> append(at, path, FILE.length, new byte[0]));
        }

        List<HttpResponse<byte[]>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<byte[]>> each : threads.invokeAll(both)) {
                answers.add(each.get());
            }
        }
        first.mendStorage();

        JsonNode item = TestGateway.json(append(second, path, FILE.length, new byte[0]));
        assertThat(first.get(first.url("/download/" + item.path("blobId").asText()))
                        .body())
                .isEqualTo(FILE);
        assertThat(premises.forSale()).hasSize(forSale + 1);
        assertThat(answers).extracting(HttpResponse::statusCode).contains(200);
        assertThat(answers).allSatisfy(answer -> {
            JsonNode told = TestGateway.json(answer);
            if (answer.statusCode() == 200) {
                assertThat(told.path("blobId")).isEqualTo(item.path("blobId"));
            } else {
                assertThat(answer.statusCode()).as(told.toString()).isEqualTo(409);
                assertThat(told.path("retryable").asBoolean()).isTrue();
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
        });
    }
}
