package io.tollgate.walrus;

import io.tollgate.http.StreamToClient;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Serves {@code PUT /v1/blobs} of the embedded Walrus; its route must leave the body to it ({@code useBodyHandler=false}). */
public final class StoreDevBlob implements Processor {
    /** Bytes of a refused body that are still taken before the connection is closed. */
    private static final long LEFT_OVER = 64 << 20;

    private final DevWalrus walrus;
    private final StreamToClient client;

    public StoreDevBlob(DevWalrus walrus, StreamToClient client) {
        this.walrus = walrus;
        this.client = client;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        DevExchange http = new DevExchange(exchange, client);
        try (InputStream body = http.body()) {
            DevAnswer answer = http.method().equals("PUT")
                    ? walrus.put(http.query(), http.header("Authorization"), http.declaredLength(), body)
                    : walrus.wrongMethod("PUT");
            http.answer(answer, body, LEFT_OVER);
        } catch (ConnectionBroken e) {
            http.breakConnection();
        }
    }
}
