package io.tollgate.walrus;

import io.tollgate.http.StreamToClient;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Serves {@code GET} and {@code HEAD} of {@code /v1/blobs/{blobId}} of the embedded Walrus. */
public final class ReadDevBlob implements Processor {
    private final DevWalrus walrus;
    private final StreamToClient client;

    public ReadDevBlob(DevWalrus walrus, StreamToClient client) {
        this.walrus = walrus;
        this.client = client;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        DevExchange http = new DevExchange(exchange, client);
        http.answer(
                http.reads()
                        ? walrus.read(
                                http.blobId(),
                                http.query(),
                                http.header("Range"),
                                http.header("Accept"),
                                http.header("Content-Type"))
                        : walrus.wrongMethod("GET,HEAD"));
    }
}
