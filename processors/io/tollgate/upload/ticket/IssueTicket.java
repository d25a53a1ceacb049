package io.tollgate.upload.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.http.server.JsonAnswer;
import io.tollgate.http.server.MinimumBodyRate;
import io.tollgate.http.server.Problem;
import io.tollgate.http.server.RequestBody;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** Issues a ticket for one upload to an authorized caller, so that another party can send the file. */
public final class IssueTicket implements Processor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BODY = 8 * 1024;

    private final Tickets tickets;
    private final URI publicUrl;
    private final long maxFileSize;
    private final Clock clock;

    /** @param maxFileSize maximum size of an upload, in bytes */
    public IssueTicket(Tickets tickets, URI publicUrl, long maxFileSize, Clock clock) {
        this.tickets = tickets;
        this.publicUrl = publicUrl;
        this.maxFileSize = maxFileSize;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Map<String, String> fields = fields(exchange);
        String ticket = tickets.issue(fields)
                .orElseThrow(() -> Problem.of(400, "fields_too_long", "the fields are too long for a ticket"));
        String url = publicUrl + "/upload/tickets/" + ticket;
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("uploadId", ticket).put("uploadUrl", url).put("method", "PUT");
        json.putObject("headers").put("Content-Type", "application/octet-stream");
        json.put("expiresAt", clock.instant().plus(Tickets.LIFETIME).toString());
        json.put("maxBytes", maxFileSize);
        json.put("curl", "curl -fsS -H 'Content-Type: application/octet-stream' -T FILE '" + url + "'");
        write(exchange, json.toString());
    }

    private static Map<String, String> fields(Exchange exchange) throws IOException {
        byte[] body = new RequestBody(exchange.getIn(HttpMessage.class).getRequest(), MinimumBodyRate.DEFAULT)
                .readNBytes(MAX_BODY + 1);
        JsonNode json;
        try {
            json = JSON.readTree(body.length > MAX_BODY ? new byte[0] : body);
        } catch (IOException e) {
            json = null;
        }
        if (json == null || !json.isObject()) {
            throw Problem.of(400, "invalid_upload", "the body must be a JSON object of an upload's fields");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        json.fields().forEachRemaining(field -> fields.put(field.getKey(), text(field.getValue())));
        return fields;
    }

    private static String text(JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw Problem.of(400, "invalid_upload", "every field is text, a number or a boolean");
        }
        return value.asText();
    }

    static void write(Exchange exchange, String json) {
        JsonAnswer.send(exchange, 200, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }
}
