package io.tollgate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;

/** An answer as server-sent events: notifications while the call runs, then the response. Begins with the first of them. */
final class EventStream {
    private static final byte[] OPENING = "event: message\ndata: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSING = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpServerResponse response;
    private boolean begun;

    EventStream(HttpServerResponse response) {
        this.response = response;
    }

    synchronized boolean begun() {
        return begun;
    }

    /** Does nothing when the client is gone: the call goes on, because money may be on its way. */
    synchronized void send(JsonNode message) {
        if (response.closed() || response.ended()) {
            return;
        }
        if (!begun) {
            begun = true;
            response.setStatusCode(200)
                    .setChunked(true)
                    .putHeader("Content-Type", "text/event-stream")
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Accel-Buffering", "no");
        }
        response.write(event(message));
    }

    synchronized void end(JsonNode message) {
        if (!response.closed() && !response.ended()) {
            response.end(event(message));
        }
    }

    private static Buffer event(JsonNode message) {
        return Buffer.buffer()
                .appendBytes(OPENING)
                .appendBytes(Json.bytes(message))
                .appendBytes(CLOSING);
    }
}
