package io.tollgate.dev.walrus;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One HTTP answer of the embedded Walrus as a value, so that tests need no server.
 *
 * @param headers without Content-Length, which is {@link Content#length()} for GET and HEAD
 */
public record DevAnswer(int status, Map<String, String> headers, Content content) {
    static final String TEXT = "text/plain; charset=utf-8";
    static final String JSON = "application/json";

    public DevAnswer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** The body of an answer. */
    public sealed interface Content {
        /** Size of the body in bytes; -1 when it is known only at its end. */
        long length();

        /** Opens the body; reading throws {@link IOException} where a fault cuts it. */
        InputStream open() throws IOException;
    }

    /** A body in memory. */
    public record Bytes(byte[] bytes) implements Content {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /**
     * A range of a stored file.
     *
     * @param faults the faults applied to the bytes
     */
    public record Slice(Path file, long offset, long length, StreamFaults faults) implements Content {
        @Override
        public InputStream open() throws IOException {
            return SliceStream.open(this);
        }
    }

    /** Several bodies in sequence, without a length; a missing one breaks the connection. */
    public record Concatenation(List<BlobSupplier> blobs) implements Content {
        public Concatenation {
            blobs = List.copyOf(blobs);
        }

        @Override
        public long length() {
            return -1;
        }

        @Override
        public InputStream open() {
            return new ConcatenatedStream(blobs);
        }
    }

    /** Opens a blob when it is reached. */
    @FunctionalInterface
    public interface BlobSupplier {
        InputStream open() throws IOException;
    }

    /** Whether the body is slowed down, so that each chunk must be sent immediately. */
    boolean isThrottled() {
        return content instanceof Slice slice && slice.faults().bytesPerSecond() > 0;
    }

    static DevAnswer empty(int status) {
        return new DevAnswer(status, Map.of(), new Bytes(new byte[0]));
    }

    static DevAnswer text(int status, String text) {
        return bytes(status, TEXT, text);
    }

    static DevAnswer json(int status, JsonNode body) {
        return bytes(status, JSON, body.toString());
    }

    static DevAnswer bytes(int status, String contentType, String body) {
        return new DevAnswer(
                status, Map.of("content-type", contentType), new Bytes(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the answer with an added or replaced header. */
    DevAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new DevAnswer(status, more, content);
    }
}
