package io.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** The answer of /health: {@code {"status":"ok","timestamp":"..."}}; the door answers 503 while not everything serves. */
public final class ReportHealth implements Processor {
    private final Clock clock;

    public ReportHealth(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
        answer.setHeader("Cache-Control", "no-store");
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("status", "ok")
                .put("timestamp", clock.instant().toString())
                .toString();
        answer.setBody(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }
}
