package io.tollgate.x402.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * JSON objects as the protocol carries them, bare or as base64 in a header. Input is untrusted: size,
 * nesting and number length are limited, and duplicate keys are rejected.
 */
public final class WireJson {
    /** The most that is read of a 402's body. */
    static final int MAX_BODY = 262_144;

    /** The most that is read of a header that a server sent; official servers put whole schemas there. */
    static final int MAX_HEADER = 65_536;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private WireJson() {}

    /** The object in a header's value; empty for anything else. */
    public static Optional<JsonNode> decode(String header) {
        return header == null || header.length() > MAX_HEADER
                ? Optional.empty()
                : base64(header).flatMap(WireJson::object);
    }

    /** The object in a body; empty for anything else. */
    static Optional<JsonNode> parse(byte[] body) {
        return body == null || body.length > MAX_BODY
                ? Optional.empty()
                : utf8(body).flatMap(WireJson::object);
    }

    /** Text in either base64 alphabet, padded or not; empty when it is not base64 of UTF-8. */
    static Optional<String> base64(String encoded) {
        String standard = encoded.strip().replace('-', '+').replace('_', '/');
        int end = standard.length();
        while (end > 0 && standard.charAt(end - 1) == '=') {
            end--;
        }
        try {
            return utf8(Base64.getDecoder().decode(standard.substring(0, end)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<JsonNode> object(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The protocol version an object says it is in: 1 or 2, 0 for everything else. */
    static int version(JsonNode json) {
        JsonNode version = json.path("x402Version");
        boolean known = version.isInt() && (version.intValue() == 1 || version.intValue() == 2);
        return known ? version.intValue() : 0;
    }

    /** The digits of an integer that should be a string and is a plain JSON number with some clients; null for neither. */
    static String digits(JsonNode node) {
        return node.isIntegralNumber() ? node.asText() : node.textValue();
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
