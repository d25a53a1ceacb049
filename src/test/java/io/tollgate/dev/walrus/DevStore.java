package io.tollgate.dev.walrus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tollgate.MovableClock;
import io.tollgate.walrus.encoding.BlobEncoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** An embedded Walrus for tests: its clock stands still, and its delays are only recorded. */
public final class DevStore {
    public static final long EPOCH = 20_000;

    final List<Long> delays = new ArrayList<>();
    final EpochClock epochs;
    final DevWalrus walrus;
    private final MovableClock clock =
            new MovableClock(Instant.EPOCH.plus(Duration.ofDays(EPOCH)).plusSeconds(3600));

    public DevStore(Path directory, UnaryOperator<DevWalrusSettings> changes) {
        DevWalrusSettings settings =
                changes.apply(DevWalrusSettings.in(directory).withRealIdLimit(0));
        epochs = new EpochClock(clock, settings.epochLength());
        walrus = new DevWalrus(
                settings,
                new BlobEncoder(),
                epochs,
                RandomGenerator.of("L64X128MixRandom"),
                delay -> delays.add(delay.toMillis()));
    }

    DevStore(Path directory) {
        this(directory, settings -> settings);
    }

    DevAnswer put(String query, byte[] body) throws IOException {
        return put(query, null, body.length, new ByteArrayInputStream(body));
    }

    public DevAnswer put(String query, String authorization, long declaredLength, InputStream body) throws IOException {
        Map<String, String> headers = new HashMap<>();
        if (authorization != null) {
            headers.put("authorization", authorization);
        }
        if (declaredLength >= 0) {
            headers.put("content-length", Long.toString(declaredLength));
        }
        return walrus.put(new DevRequest("PUT", "/v1/blobs", query, headers, body));
    }

    DevAnswer put(String query, String body) throws IOException {
        return put(query, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Stores a body and returns its id. */
    String storeAndGetId(String query, String body) throws IOException {
        JsonNode answer = json(put(query, body));
        return answer.findValue("blobId").textValue();
    }

    DevAnswer read(String blobId, String query) throws IOException {
        return walrus.read(get("/v1/blobs/" + blobId, query, Map.of()));
    }

    DevAnswer readWithTypes(String blobId, String accept, String contentType) throws IOException {
        Map<String, String> headers = new HashMap<>();
        headers.put("accept", accept);
        headers.put("content-type", contentType);
        return walrus.read(get("/v1/blobs/" + blobId, null, headers));
    }

    DevAnswer read(String blobId) throws IOException {
        return walrus.read(get("/v1/blobs/" + blobId, null, Map.of()));
    }

    DevAnswer range(String blobId, String range) throws IOException {
        return walrus.read(get("/v1/blobs/" + blobId, null, Map.of("range", range)));
    }

    DevAnswer slice(String blobId, String query) throws IOException {
        return walrus.readSlice(get("/v1/blobs/" + blobId + "/byte-range", query, Map.of()));
    }

    static DevRequest get(String path, String query, Map<String, String> headers) {
        return new DevRequest("GET", path, query, headers, InputStream.nullInputStream());
    }

    void faults(String json) throws IOException {
        walrus.switchFaults(json.getBytes(StandardCharsets.UTF_8));
    }

    void advanceClock(Duration time) {
        clock.advance(time);
    }

    public static String body(DevAnswer answer) throws IOException {
        try (InputStream in = answer.content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public static JsonNode json(DevAnswer answer) throws IOException {
        return new ObjectMapper().readTree(body(answer));
    }
}
