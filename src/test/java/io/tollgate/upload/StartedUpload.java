package io.tollgate.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;

/** An upload as its client sees it. */
record StartedUpload(TestGateway gateway, URI url, int partSize, JsonNode announced) {
    static StartedUpload gateway(TestGateway gateway, int length, String query) {
        HttpResponse<byte[]> answer = announce(gateway, query, "Upload-Length", Integer.toString(length));
        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode json = TestGateway.json(answer);
        return new StartedUpload(
                gateway,
                gateway.url(answer.headers().firstValue("Location").orElseThrow()),
                json.path("partSize").asInt(),
                json);
    }

    StartedUpload movedTo(TestGateway other) {
        return new StartedUpload(other, other.url(url.getPath()), partSize, announced);
    }

    HttpResponse<byte[]> append(int offset, byte[] bytes) {
        return gateway.send(HttpRequest.newBuilder(url)
                .method("PATCH", BodyPublishers.ofByteArray(bytes))
                .header("Upload-Offset", Integer.toString(offset))
                .build());
    }

    HttpResponse<byte[]> rest(byte[] file, int offset) {
        return append(offset, Arrays.copyOfRange(file, offset, file.length));
    }

    int offset() {
        HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(url)
                .method("HEAD", BodyPublishers.noBody())
                .build());
        assertThat(answer.headers().firstValue("Upload-Length")).isPresent();
        return Integer.parseInt(answer.headers().firstValue("Upload-Offset").orElseThrow());
    }

    static HttpResponse<byte[]> announce(TestGateway gateway, String query, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.url("/uploads?name=film.mp4&" + query))
                .header("Content-Type", "video/mp4")
                .POST(BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return gateway.send(request.build());
    }
}
