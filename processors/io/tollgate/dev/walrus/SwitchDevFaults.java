package io.tollgate.dev.walrus;

import io.tollgate.http.delivery.StreamToClient;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Sets the faults of the embedded Walrus ({@code POST}, a JSON document) and shows them ({@code GET}). Its route must
 * set {@code useBodyHandler=false}, so that any Content-Type is accepted.
 */
public final class SwitchDevFaults implements Processor {
    private static final int MAX_BODY = 64 * 1024;

    private final DevWalrus walrus;
    private final StreamToClient client;

    public SwitchDevFaults(DevWalrus walrus, StreamToClient client) {
        this.walrus = walrus;
        this.client = client;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        DevExchange http = new DevExchange(exchange, client);
        try (InputStream body = http.body()) {
            byte[] document = body.readNBytes(MAX_BODY);
            DevAnswer answer = switch (http.method()) {
                case "POST" -> walrus.switchFaults(document);
                case "GET", "HEAD" -> walrus.faults();
                default -> walrus.methodNotAllowed("GET,HEAD,POST");
            };
            http.answer(answer, body, MAX_BODY);
        }
    }
}
