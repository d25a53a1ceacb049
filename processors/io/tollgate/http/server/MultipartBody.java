package io.tollgate.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.EndOfDataDecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.NotEnoughDataDecoderException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.netty.handler.codec.http.multipart.MemoryFileUpload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a multipart form while it arrives (RFC 7578). Fields are kept in memory, and the file is a stream. Fields behind
 * the file are known when the file has been read to its end.
 */
public final class MultipartBody implements AutoCloseable {
    private static final int MAX_FIELDS = 32;
    private static final int MAX_FIELD_BYTES = 16 * 1024;
    private static final long MAX_TRAILING_BYTES = 64 * 1024;
    private static final int CHUNK = 64 * 1024;
    private static final int MAX_BUFFERED = 256 * 1024;

    private final InputStream source;
    private final HttpPostMultipartRequestDecoder decoder;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private StreamedFile file;
    private boolean fieldInFront;
    private boolean pendingReturn;
    private boolean closed;
    private long trailing;
    private boolean ended;

    /** @param contentType of the request, with the boundary */
    public MultipartBody(InputStream source, String contentType) {
        this.source = source;
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        if (!HttpPostRequestDecoder.isMultipart(head)) {
            throw malformed(); // without a boundary, the decoder fails no earlier than at the first part
        }
        try {
            decoder = new HttpPostMultipartRequestDecoder(
                    new Parts(), head, StandardCharsets.UTF_8, MAX_FIELDS, MAX_BUFFERED);
            decoder.setDiscardThreshold(0);
        } catch (RuntimeException e) {
            throw malformed();
        }
    }

    /** Reads up to the file; empty when the form has no file. The fields before it are known afterwards. */
    public Optional<StreamedFile> file() throws IOException {
        while (file == null && !ended) {
            feed();
        }
        return Optional.ofNullable(file);
    }

    /** Reads the rest of the form and returns all fields. Call it when the file has been read to its end. */
    public Map<String, String> allFields() throws IOException {
        while (!ended) {
            feed();
        }
        return fields();
    }

    /** Whether the file is in front of all fields. Fields of a small form may be known even then. */
    public boolean startsWithFile() {
        return file != null && !fieldInFront;
    }

    /** The fields seen so far. */
    public Map<String, String> fields() {
        return Map.copyOf(fields);
    }

    @Override
    public void close() {
        decoder.destroy();
    }

    void feed() throws IOException {
        byte[] chunk = next();
        if (closed) {
            ended = chunk.length == 0;
            trailing += chunk.length;
            if (trailing > MAX_TRAILING_BYTES) {
                throw malformed();
            }
            return; // the epilogue behind the closing boundary is ignored
        }
        try {
            if (chunk.length == 0) {
                ended = true;
                decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT);
            } else {
                decoder.offer(new DefaultHttpContent(Unpooled.wrappedBuffer(chunk)));
            }
            while (decoder.hasNext()) {
                take(decoder.next());
            }
        } catch (EndOfDataDecoderException e) {
            closed = true;
        } catch (NotEnoughDataDecoderException e) {
            if (ended) {
                throw malformed();
            }
        } catch (DecoderException | IllegalArgumentException | IllegalStateException e) {
            throw malformed();
        }
        if (ended && file != null && !file.complete()) {
            throw malformed();
        }
    }

    /** Netty treats a CR at the end of a chunk as content, although its LF may follow, so the CR is kept for the next chunk. */
    private byte[] next() throws IOException {
        byte[] chunk = new byte[CHUNK];
        int length = 0;
        if (pendingReturn) {
            chunk[length++] = '\r';
        }
        int read;
        do {
            read = source.readNBytes(chunk, length, CHUNK - length);
            length += read;
        } while (read > 0 && length == 1 && chunk[0] == '\r');
        pendingReturn = read > 0 && chunk[length - 1] == '\r';
        int whole = pendingReturn ? length - 1 : length;
        return whole == CHUNK ? chunk : Arrays.copyOf(chunk, whole);
    }

    private void take(InterfaceHttpData data) throws IOException {
        if (data instanceof Attribute attribute) {
            if (fields.put(attribute.getName(), attribute.getValue()) != null) {
                throw Problem.of(400, "duplicate_field", "the form has a field twice");
            }
            attribute.release();
        }
    }

    private static Problem malformed() {
        return Problem.of(400, "malformed_multipart", "the multipart form is malformed or incomplete");
    }

    private final class Parts extends DefaultHttpDataFactory {
        private Parts() {
            super(false);
            setMaxLimit(MAX_FIELD_BYTES);
        }

        @Override
        public Attribute createAttribute(HttpRequest request, String name) {
            fieldInFront |= file == null;
            return super.createAttribute(request, name);
        }

        @Override
        public Attribute createAttribute(HttpRequest request, String name, long definedSize) {
            fieldInFront |= file == null;
            return super.createAttribute(request, name, definedSize);
        }

        @Override
        public FileUpload createFileUpload(
                HttpRequest request,
                String name,
                String filename,
                String contentType,
                String encoding,
                Charset charset,
                long size) {
            if (file != null) {
                throw Problem.of(400, "too_many_files", "an upload has exactly one file");
            }
            StreamedPart part = new StreamedPart(name, filename, contentType, encoding, charset);
            file = new StreamedFile(MultipartBody.this, part);
            return part;
        }
    }

    /** Collects the bytes that Netty has found to belong to the file. */
    static final class StreamedPart extends MemoryFileUpload {
        private final ArrayDeque<byte[]> arrived = new ArrayDeque<>();

        StreamedPart(String name, String filename, String contentType, String encoding, Charset charset) {
            super(name, filename, contentType, encoding, charset, 0);
        }

        @Override
        public void addContent(ByteBuf content, boolean last) {
            if (content != null) {
                byte[] bytes = new byte[content.readableBytes()];
                content.readBytes(bytes);
                content.release();
                if (bytes.length > 0) {
                    arrived.add(bytes);
                }
            }
            if (last) {
                setCompleted();
            }
        }

        byte[] poll() {
            return arrived.poll();
        }
    }
}
