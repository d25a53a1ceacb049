package io.tollgate.catalog.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.http.server.Problem;
import java.io.IOException;
import java.util.Optional;

/** A small JSON object from a request's body: no field twice, nothing behind it, nothing deep in it. */
final class StrictJson {
    private static final int MAX_LENGTH = 16 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(3).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /** The object; empty for anything else. */
    static Optional<ObjectNode> object(ItemRequest request) {
        if (!request.json) {
            throw Problem.of(415, "json_expected", "the body must be a JSON object, application/json");
        }
        if (request.body.length > MAX_LENGTH) {
            throw Problem.of(413, "too_large", "the body has at most " + MAX_LENGTH + " bytes");
        }
        try {
            JsonNode node = JSON.readTree(request.body);
            return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
