package io.tollgate.walrus;

import io.tollgate.http.StreamToClient;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Serves {@code GET /status} of the embedded Walrus. */
public final class TellDevStatus implements Processor {
    private final DevWalrus walrus;
    private final StreamToClient client;

    public TellDevStatus(DevWalrus walrus, StreamToClient client) {
        this.walrus = walrus;
        this.client = client;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        DevExchange http = new DevExchange(exchange, client);
        http.answer(http.reads() ? walrus.status() : walrus.wrongMethod("GET,HEAD"));
    }
}
