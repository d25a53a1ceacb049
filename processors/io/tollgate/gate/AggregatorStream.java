package io.tollgate.gate;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.io.EofSensorInputStream;

/**
 * A blob on its way from the aggregator. Closing it early breaks the connection off: the stock stream would read the
 * rest of the blob first, which somebody pays for.
 */
final class AggregatorStream extends FilterInputStream {
    AggregatorStream(InputStream body) {
        super(body);
    }

    @Override
    public void close() throws IOException {
        if (in instanceof EofSensorInputStream sensor) {
            sensor.abort();
        } else {
            in.close();
        }
    }
}
