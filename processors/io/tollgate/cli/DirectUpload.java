package io.tollgate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tollgate.settings.Secret;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends a file to {@code PUT /upload} as it is read, with its length, so that the gateway can refuse early. */
final class DirectUpload {
    private static final Duration PATIENCE = Duration.ofHours(6);
    /** Above this many bytes the gateway is asked before they are sent: a refusal then costs nothing. */
    private static final long ASK_FIRST = 1024 * 1024;

    private static final int LARGEST_ANSWER = 256 * 1024;

    /** @param body the gateway's JSON; missing when it sent none */
    record Answer(int status, JsonNode body) {
        String reason() {
            return Stream.of("detail", "error", "title")
                    .map(name -> body.path(name).asText(""))
                    .filter(text -> !text.isBlank())
                    .map(text -> text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " "))
                    .findFirst()
                    .orElse("without a reason");
        }
    }

    /** How sending a file ended. */
    sealed interface Outcome {
        record Answered(Answer answer) implements Outcome {}

        /** The gateway asks for money for the storage, and none was sent. */
        record NotPaid(String why) implements Outcome {}

        /** Money for the storage was sent, and the gateway has not said what came of it. */
        record Unknown(String why) implements Outcome {}
    }

    /** Hears how many bytes have been read. */
    @FunctionalInterface
    interface Progress {
        void at(long done, long total);
    }

    private final HttpClient http;
    private final URI gateway;

    DirectUpload(HttpClient http, URI gateway) {
        this.http = http;
        this.gateway = gateway;
    }

    Answer put(Path file, Map<String, String> fields, Optional<Secret> token, Progress progress)
            throws IOException, InterruptedException {
        String query = query(fields);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + "/upload?" + query))
                .timeout(PATIENCE)
                .header("Content-Type", mediaType(file))
                .expectContinue(Files.size(file) > ASK_FIRST)
                .PUT(body(file, progress));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        return read(answer);
    }

    static Answer read(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            return new Answer(answer.statusCode(), json(body.readNBytes(LARGEST_ANSWER)));
        }
    }

    private static HttpRequest.BodyPublisher body(Path file, Progress progress) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            return HttpRequest.BodyPublishers.noBody();
        }
        return HttpRequest.BodyPublishers.fromPublisher(
                HttpRequest.BodyPublishers.ofInputStream(() -> open(file, size, progress)), size);
    }

    private static InputStream open(Path file, long size, Progress progress) {
        try {
            return new FilterInputStream(Files.newInputStream(file)) {
                private long done;

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int read = super.read(bytes, offset, length);
                    done += Math.max(0, read);
                    progress.at(done, size);
                    return read;
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String mediaType(Path file) throws IOException {
        String type = Files.probeContentType(file);
        return type == null ? "application/octet-stream" : type;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static JsonNode json(byte[] body) {
        try {
            return new ObjectMapper().readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
