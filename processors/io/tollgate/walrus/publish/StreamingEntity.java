package io.tollgate.walrus.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A request body that is read from the client only as fast as the publisher accepts it, in chunks of 64 KiB. */
final class StreamingEntity extends AbstractHttpEntity {
    private final InputStream source;
    private final long length;
    private boolean complete;
    private Exception sourceFailure;

    /** @param length exact number of bytes, or -1 when it is known only at the end of the stream */
    StreamingEntity(InputStream source, long length) {
        super(ContentType.APPLICATION_OCTET_STREAM, null, length < 0);
        this.source = source;
        this.length = length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] chunk = new byte[64 * 1024];
        for (int read = readSource(chunk); read > 0; read = readSource(chunk)) {
            out.write(chunk, 0, read);
        }
        complete = true;
    }

    private int readSource(byte[] chunk) throws IOException {
        try {
            return source.readNBytes(chunk, 0, chunk.length);
        } catch (IOException | RuntimeException e) {
            sourceFailure = e;
            throw e;
        }
    }

    /** Why reading the source failed; empty when the source did not fail. */
    Optional<Exception> sourceFailure() {
        return Optional.ofNullable(sourceFailure);
    }

    /**
     * Returns no trailers, or stops an incomplete body. The HTTP client ends a chunked body properly even after
     * {@link #writeTo} has failed, so that half a file would count as stored; it asks for trailers just before that
     * end.
     */
    @Override
    public Supplier<List<? extends Header>> getTrailers() {
        return () -> {
            if (!complete) {
                throw new IllegalStateException("the body is incomplete");
            }
            return List.of();
        };
    }

    @Override
    public InputStream getContent() {
        return source;
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
