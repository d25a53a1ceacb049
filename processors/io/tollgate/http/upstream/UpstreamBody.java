package io.tollgate.http.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.io.EofSensorInputStream;

/**
 * The body of an answer to one of our own calls. Closing it before its end breaks the connection off; the stock stream
 * would read the rest first, which somebody pays for, or which never ends.
 */
public final class UpstreamBody extends FilterInputStream {
    private UpstreamBody(InputStream body) {
        super(body);
    }

    /** @param body null for an answer without one */
    public static UpstreamBody of(InputStream body) {
        return new UpstreamBody(body == null ? InputStream.nullInputStream() : body);
    }

    @Override
    public void close() throws IOException {
        if (in instanceof EofSensorInputStream sensor) {
            sensor.abort(); // does nothing when the end was reached and the connection went back to its pool
        } else {
            in.close();
        }
    }
}
