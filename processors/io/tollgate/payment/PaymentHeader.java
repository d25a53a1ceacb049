package io.tollgate.payment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tollgate.money.Address;
import io.tollgate.money.AtomicAmount;
import io.tollgate.money.Authorization;
import io.tollgate.money.Bytes32;
import io.tollgate.money.UnixTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads {@code PAYMENT-SIGNATURE} and {@code X-PAYMENT}: lenient in the writing (either base64 alphabet, padded or
 * not, unknown fields, nulls for absent ones), strict in what it means. The version inside decides, whichever header
 * it came in.
 */
public final class PaymentHeader {
    /** Longest value that is looked at; a real payment is below 3,000 characters. */
    public static final int MAX_LENGTH = 8191;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxNumberLength(100)
                            .maxStringLength(MAX_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PaymentHeader() {}

    /** @throws MalformedPayment for whatever is not a payment of scheme exact with an EIP-3009 authorisation */
    public static PaymentPayload decode(String header) throws MalformedPayment {
        if (header.length() > MAX_LENGTH) {
            throw new MalformedPayment("the payment header is longer than " + MAX_LENGTH + " characters");
        }
        return read(parse(text(header)));
    }

    /**
     * Reads a payment that is JSON already, as a facilitator receives it.
     *
     * @throws MalformedPayment as {@link #decode}
     */
    public static PaymentPayload read(JsonNode json) throws MalformedPayment {
        int version =
                json.path("x402Version").isInt() ? json.path("x402Version").intValue() : 0;
        if (version != 1 && version != 2) {
            throw new MalformedPayment("x402Version must be 1 or 2");
        }
        JsonNode terms = version == 2 ? present(json, "accepted") : json;
        JsonNode payload = present(json, "payload");
        try {
            return new PaymentPayload(
                    version,
                    text(terms, "scheme"),
                    text(terms, "network"),
                    authorization(present(payload, "authorization")),
                    text(payload, "signature"),
                    version == 2 ? Optional.of(terms) : Optional.empty(),
                    resourceUrl(json));
        } catch (IllegalArgumentException e) {
            throw new MalformedPayment("the authorization is malformed: " + e.getMessage());
        }
    }

    private static Authorization authorization(JsonNode fields) throws MalformedPayment {
        return new Authorization(
                Address.parse(text(fields, "from")),
                Address.parse(text(fields, "to")),
                AtomicAmount.parse(text(fields, "value")),
                UnixTime.parse(text(fields, "validAfter")),
                UnixTime.parse(text(fields, "validBefore")),
                new Bytes32(text(fields, "nonce")));
    }

    private static Optional<String> resourceUrl(JsonNode json) {
        JsonNode url = json.path("resource").path("url");
        return url.isTextual() ? Optional.of(url.textValue()) : Optional.empty();
    }

    private static String text(String header) throws MalformedPayment {
        String standard = header.strip().replace('-', '+').replace('_', '/');
        int end = standard.length();
        while (end > 0 && standard.charAt(end - 1) == '=') {
            end--;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(standard.substring(0, end));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new MalformedPayment("the payment header is not base64 of UTF-8 text");
        }
    }

    private static JsonNode parse(String text) throws MalformedPayment {
        try {
            JsonNode json = JSON.readTree(text);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            throw new MalformedPayment("the payment header does not hold well-formed JSON");
        }
        throw new MalformedPayment("the payment header does not hold a JSON object");
    }

    private static JsonNode present(JsonNode parent, String name) throws MalformedPayment {
        JsonNode node = parent.path(name);
        if (!node.isObject()) {
            throw new MalformedPayment("the payment has no object " + name);
        }
        return node;
    }

    /** Integers are let through as the digits they are; they are strings on the wire, but not every client knows. */
    private static String text(JsonNode parent, String name) throws MalformedPayment {
        JsonNode node = parent.path(name);
        if (node.isTextual() || node.isIntegralNumber()) {
            return node.asText();
        }
        throw new MalformedPayment("the payment has no text " + name);
    }
}
