package io.tollgate.http.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.io.EofSensorInputStream;

/**
 * The body of an upstream's response. Closing it before its end aborts the connection; the stock stream would read the rest
 * first, which costs traffic and may never end.
 */
public final class UpstreamBody extends FilterInputStream {
    private UpstreamBody(InputStream body) {
        super(body);
    }

    /** @param body may be null */
    public static UpstreamBody of(InputStream body) {
        return new UpstreamBody(body == null ? InputStream.nullInputStream() : body);
    }

    @Override
    public void close() throws IOException {
        if (in instanceof EofSensorInputStream sensor) {
            sensor.abort(); // does nothing when the end was reached and the connection is back in its pool
        } else {
            in.close();
        }
    }
}
