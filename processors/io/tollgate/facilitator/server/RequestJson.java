package io.tollgate.facilitator.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tollgate.http.server.Problem;
import java.io.IOException;
import org.apache.camel.Exchange;

/** Reads the JSON bodies that a facilitator is sent; nesting and numbers are bounded. */
public final class RequestJson {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(30)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RequestJson() {}

    /** A missing node for whatever is not JSON. */
    public static JsonNode lenient(Exchange exchange) {
        return lenient(exchange.getMessage().getBody(byte[].class));
    }

    public static JsonNode lenient(byte[] body) {
        try {
            return body == null ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** @throws Problem 400 when the body is not an object of that type */
    public static <T> T strict(Exchange exchange, Class<T> type) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        try {
            T value = body == null ? null : JSON.readValue(body, type);
            if (value != null) {
                return value;
            }
        } catch (IOException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static Problem malformed() {
        return Problem.of(400, "malformed_json", "the body is not the JSON object that is expected here");
    }
}
