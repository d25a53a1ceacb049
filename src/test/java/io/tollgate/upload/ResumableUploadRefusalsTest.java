package io.tollgate.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestGateway;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals of resumable uploads, and the state after a cancelled one. */
class ResumableUploadRefusalsTest {
    private static TestGateway gateway;
    private static DataFolderInspector inspector;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("TOLLGATE_WALRUS_MAX_PART_SIZE", "64KiB"));
        inspector = new DataFolderInspector(gateway);
    }

    @AfterAll
    static void stop() {
        inspector.close();
        gateway.close();
    }

    @Test
    void aWrongOffsetIsRefusedWithTheRightOne() {
        StartedUpload upload = StartedUpload.gateway(gateway, 300_000, "price=0");

        HttpResponse<byte[]> ahead = upload.append(1000, new byte[10]);

        assertThat(ahead.statusCode()).isEqualTo(409);
        assertThat(TestGateway.json(ahead).path("code").asText()).isEqualTo("wrong_offset");
        assertThat(ahead.headers().firstValue("Upload-Offset")).hasValue("0");
    }

    @Test
    void moreBytesThanAnnouncedAreRefused() {
        StartedUpload upload = StartedUpload.gateway(gateway, 10, "price=0");

        HttpResponse<byte[]> declared = upload.append(0, new byte[11]);
        HttpResponse<byte[]> chunked = gateway.send(HttpRequest.newBuilder(upload.url())
                .method("PATCH", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[11])))
                .header("Upload-Offset", "0")
                .build());

        assertThat(declared.statusCode()).isEqualTo(400);
        assertThat(chunked.statusCode()).isEqualTo(400);
        assertThat(TestGateway.json(chunked).path("code").asText()).isEqualTo("too_many_bytes");
        assertThat(upload.offset()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "price=0, Upload-Offset, 1, 411, length_required",
        "price=0, Upload-Length, -1, 411, length_required",
        "price=0, Upload-Length, 1e3, 411, length_required",
        "price=0, Upload-Length, 999999999999999, 413, too_large",
        "price=0&sealed=false, Upload-Length, 5, 400, invalid_upload",
        "price=x, Upload-Length, 5, 400, invalid_upload"
    })
    void anInvalidAnnouncementIsRefused(String query, String header, String value, int status, String code) {
        int pending = inspector.pending();

        HttpResponse<byte[]> answer = StartedUpload.announce(gateway, query, header, value);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo(code);
        assertThat(inspector.pending()).isEqualTo(pending);
    }

    @Test
    void aCancelledUploadIsGone() {
        StartedUpload upload = StartedUpload.gateway(gateway, 300_000, "price=0");
        upload.append(0, new byte[upload.partSize()]);
        int pending = inspector.pending();

        HttpResponse<byte[]> cancelled =
                gateway.send(HttpRequest.newBuilder(upload.url()).DELETE().build());

        assertThat(cancelled.statusCode()).isEqualTo(204);
        assertThat(upload.append(upload.partSize(), new byte[1]).statusCode()).isEqualTo(404);
        assertThat(inspector.pending()).isEqualTo(pending - 1);
    }
}
