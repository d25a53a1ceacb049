package io.tollgate.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A request body that is read from the client only as fast as the publisher takes it, in pieces of 64 KiB. */
final class PulledEntity extends AbstractHttpEntity {
    private final InputStream source;
    private final long length;

    /** @param length exact number of bytes, or -1 when only the end of the stream will tell */
    PulledEntity(InputStream source, long length) {
        super(ContentType.APPLICATION_OCTET_STREAM, null, length < 0);
        this.source = source;
        this.length = length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] chunk = new byte[64 * 1024];
        for (int read = source.readNBytes(chunk, 0, chunk.length);
                read > 0;
                read = source.readNBytes(chunk, 0, chunk.length)) {
            out.write(chunk, 0, read);
        }
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
