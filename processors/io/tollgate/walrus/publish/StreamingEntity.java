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

/** A request body that is read from the client only as fast as the publisher takes it, in pieces of 64 KiB. */
final class StreamingEntity extends AbstractHttpEntity {
    private final InputStream source;
    private final long length;
    private boolean complete;
    private Exception sourceFailure;

    /** @param length exact number of bytes, or -1 when only the end of the stream will tell */
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

    /** Why the bytes stopped coming from where they are pulled; empty while that is not what went wrong. */
    Optional<Exception> sourceFailure() {
        return Optional.ofNullable(sourceFailure);
    }

    /**
     * There are none. The HTTP client ends a chunked body properly even after {@link #writeTo} has failed, and half a
     * file would count as stored: just before that end it asks here, and is stopped.
     */
    @Override
    public Supplier<List<? extends Header>> getTrailers() {
        return () -> {
            if (!complete) {
                throw new IllegalStateException("the body broke off");
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
