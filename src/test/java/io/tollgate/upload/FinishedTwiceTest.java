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

/** Two gateways on one database finish the same upload at the same time: exactly one item results. */
class FinishedTwiceTest {
    private static final byte[] FILE = UploadTest.content(150_000);

    private static TestGateway first;
    private static TestGateway second;
    private static DataFolderInspector inspector;

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
        inspector = new DataFolderInspector(first);
    }

    @AfterAll
    static void stop() {
        inspector.close();
        second.close();
        first.close();
    }

    private static HttpResponse<byte[]> append(TestGateway gateway, String path, int offset, byte[] bytes) {
        return gateway.send(HttpRequest.newBuilder(gateway.url(path))
                .method("PATCH", BodyPublishers.ofByteArray(bytes))
                .header("Upload-Offset", Integer.toString(offset))
                .build());
    }

    /** Stores every part, but lets the read-back fail, so that the upload is not finished. */
    private static String storeWithoutFinishing() {
        HttpResponse<byte[]> announced = first.send(HttpRequest.newBuilder(first.url("/uploads?name=film.mp4&price=0"))
                .header("Upload-Length", Integer.toString(FILE.length))
                .POST(BodyPublishers.noBody())
                .build());
        String path = announced.headers().firstValue("Location").orElseThrow();
        first.walrusFault("{\"read\":{\"missing\":true}}");
        assertThat(append(first, path, 0, FILE).statusCode()).isEqualTo(503);
        first.restoreStorage();
        return path;
    }

    @RepeatedTest(3)
    void concurrentFinishesReturnTheSameItemOrARetryableConflict() throws Exception {
        String path = storeWithoutFinishing();
        int forSale = inspector.forSale().size();
        first.walrusFault("{\"store\":{\"delayMillis\":100}}");
        List<Callable<HttpResponse<byte[]>>> both = new ArrayList<>();
        for (TestGateway gateway : List.of(first, second)) {
            both.add(() -> append(gateway, path, FILE.length, new byte[0]));
        }

        List<HttpResponse<byte[]>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<byte[]>> each : threads.invokeAll(both)) {
                answers.add(each.get());
            }
        }
        first.restoreStorage();

        JsonNode item = TestGateway.json(append(second, path, FILE.length, new byte[0]));
        assertThat(first.get(first.url("/download/" + item.path("blobId").asText()))
                        .body())
                .isEqualTo(FILE);
        assertThat(inspector.forSale()).hasSize(forSale + 1);
        assertThat(answers).extracting(HttpResponse::statusCode).contains(200);
        assertThat(answers).allSatisfy(answer -> {
            JsonNode json = TestGateway.json(answer);
            if (answer.statusCode() == 200) {
                assertThat(json.path("blobId")).isEqualTo(item.path("blobId"));
            } else {
                assertThat(answer.statusCode()).as(json.toString()).isEqualTo(409);
                assertThat(json.path("retryable").asBoolean()).isTrue();
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
        });
    }
}
