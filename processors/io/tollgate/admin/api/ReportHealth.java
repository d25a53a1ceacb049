package io.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollgate.http.server.JsonAnswer;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers /health with {@code {"status":"ok","timestamp":"…"}}. While the gateway does not serve, the edge answers 503. */
public final class ReportHealth implements Processor {
    private final Clock clock;

    public ReportHealth(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        JsonAnswer.send(
                exchange,
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("status", "ok")
                        .put("timestamp", clock.instant().toString()));
    }
}
