package io.tollgate.dev.walrus;

import io.tollgate.http.delivery.StreamToClient;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Shows the epoch of the embedded Walrus ({@code GET}) and advances it ({@code POST ?by=3}, one epoch by default). */
public final class AdvanceDevEpoch implements Processor {
    private final DevWalrus walrus;
    private final StreamToClient client;

    public AdvanceDevEpoch(DevWalrus walrus, StreamToClient client) {
        this.walrus = walrus;
        this.client = client;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        DevExchange http = new DevExchange(exchange, client);
        http.answer(
                switch (http.method()) {
                    case "POST" -> walrus.advance(http.query());
                    case "GET", "HEAD" -> walrus.epoch();
                    default -> walrus.methodNotAllowed("GET,HEAD,POST");
                });
    }
}
