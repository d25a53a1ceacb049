package io.tollgate.walrus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tollgate.MovableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** An embedded Walrus under a test's control: its clock stands still, its delays are only written down. */
final class DevStore {
    static final long EPOCH = 20_000;

    final List<Long> delays = new ArrayList<>();
    final EpochClock epochs;
    final DevWalrus walrus;
    private final MovableClock clock =
            new MovableClock(Instant.EPOCH.plus(Duration.ofDays(EPOCH)).plusSeconds(3600));

    DevStore(Path directory, UnaryOperator<DevWalrusSettings> changes) {
        DevWalrusSettings settings =
                changes.apply(DevWalrusSettings.in(directory).withRealIdLimit(0));
        epochs = new EpochClock(clock, settings.epochLength());
        walrus =
                new DevWalrus(settings, new BlobEncoder(), epochs, RandomGenerator.of("L64X128MixRandom"), delays::add);
    }

    DevStore(Path directory) {
        this(directory, settings -> settings);
    }

    DevAnswer put(String query, byte[] body) throws IOException {
        return walrus.put(query, null, body.length, new ByteArrayInputStream(body));
    }

    DevAnswer put(String query, String body) throws IOException {
        return put(query, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Stores a body and tells its id. */
    String stored(String query, String body) throws IOException {
        JsonNode answer = json(put(query, body));
        return answer.findValue("blobId").textValue();
    }

    DevAnswer read(String blobId) throws IOException {
        return walrus.read(blobId, null, null, null, null);
    }

    DevAnswer range(String blobId, String range) throws IOException {
        return walrus.read(blobId, null, range, null, null);
    }

    void faults(String json) throws IOException {
        walrus.switchFaults(json.getBytes(StandardCharsets.UTF_8));
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    static String body(DevAnswer answer) throws IOException {
        try (InputStream in = answer.content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static JsonNode json(DevAnswer answer) throws IOException {
        return new ObjectMapper().readTree(body(answer));
    }
}
