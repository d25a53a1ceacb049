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
 * One HTTP answer of the embedded Walrus, as a value that no server is needed to look at.
 *
 * @param headers without Content-Length, which is {@link Content#length()} for GET and HEAD alike
 */
public record DevAnswer(int status, Map<String, String> headers, Content content) {
    static final String TEXT = "text/plain; charset=utf-8";
    static final String JSON = "application/json";

    public DevAnswer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** What the body is made of. */
    public sealed interface Content {
        /** Bytes in the body; -1 when only its end will tell. */
        long length();

        /** The body; fails with {@link IOException} where a fault cuts it. */
        InputStream open() throws IOException;
    }

    /** A small body. */
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
     * Part of a stored file.
     *
     * @param faults what is done to it on its way
     */
    public record Slice(Path file, long offset, long length, StreamFaults faults) implements Content {
        @Override
        public InputStream open() throws IOException {
            return SliceStream.open(this);
        }
    }

    /** Several bodies one after the other, without a length; one that is not there breaks the answer off. */
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

    /** Opens a blob when its turn comes. */
    @FunctionalInterface
    public interface BlobSupplier {
        InputStream open() throws IOException;
    }

    /** Whether each piece is to be sent when it comes, however small. */
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

    /** The same answer with one more header, or with another value of it. */
    DevAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new DevAnswer(status, more, content);
    }
}
