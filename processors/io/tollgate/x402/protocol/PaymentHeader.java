package io.tollgate.x402.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.UnixTime;
import java.util.Optional;

/**
 * Reads {@code PAYMENT-SIGNATURE} and {@code X-PAYMENT}: lenient in the writing (either base64 alphabet, padded or
 * not, unknown fields, nulls for absent ones), strict in what it means. The version inside decides, whichever header
 * it came in.
 */
public final class PaymentHeader {
    /** Longest value that is looked at; a real payment is below 3,000 characters. */
    public static final int MAX_LENGTH = 8191;

    private PaymentHeader() {}

    /** @throws MalformedPayment for anything but a payment of scheme exact with an EIP-3009 authorization */
    public static PaymentPayload decode(String header) throws MalformedPayment {
        if (header == null) {
            throw new MalformedPayment("there is no payment header");
        }
        if (header.length() > MAX_LENGTH) {
            throw new MalformedPayment("the payment header is longer than " + MAX_LENGTH + " characters");
        }
        String text = WireJson.base64(header)
                .orElseThrow(() -> new MalformedPayment("the payment header is not base64 of UTF-8 text"));
        return read(WireJson.object(text)
                .orElseThrow(() -> new MalformedPayment("the payment header does not hold a well-formed JSON object")));
    }

    /**
     * Reads a payment that is JSON already, as a facilitator receives it.
     *
     * @throws MalformedPayment as {@link #decode}
     */
    public static PaymentPayload read(JsonNode json) throws MalformedPayment {
        int version = WireJson.version(json);
        if (version == 0) {
            throw new MalformedPayment("x402Version must be 1 or 2");
        }
        JsonNode terms = version == 2 ? object(json, "accepted") : json;
        JsonNode payload = object(json, "payload");
        return new PaymentPayload(
                version,
                text(terms, "scheme"),
                text(terms, "network"),
                authorization(object(payload, "authorization")),
                text(payload, "signature"),
                version == 2 ? Optional.of(terms) : Optional.empty(),
                resourceUrl(json),
                version == 2 ? PaymentIdentifier.in(json.path("extensions")) : Optional.empty());
    }

    private static Authorization authorization(JsonNode fields) throws MalformedPayment {
        try {
            return new Authorization(
                    Address.parse(text(fields, "from")),
                    Address.parse(text(fields, "to")),
                    AtomicAmount.parse(digits(fields, "value")),
                    UnixTime.parse(digits(fields, "validAfter")),
                    UnixTime.parse(digits(fields, "validBefore")),
                    new Bytes32(text(fields, "nonce")));
        } catch (IllegalArgumentException e) {
            throw new MalformedPayment("the authorization is malformed: " + e.getMessage());
        }
    }

    private static Optional<String> resourceUrl(JsonNode json) {
        return Optional.ofNullable(json.path("resource").path("url").textValue());
    }

    private static JsonNode object(JsonNode parent, String name) throws MalformedPayment {
        JsonNode node = parent.path(name);
        if (!node.isObject()) {
            throw new MalformedPayment("the payment has no object " + name);
        }
        return node;
    }

    private static String text(JsonNode parent, String name) throws MalformedPayment {
        return present(parent.path(name).textValue(), name);
    }

    private static String digits(JsonNode parent, String name) throws MalformedPayment {
        return present(WireJson.digits(parent.path(name)), name);
    }

    private static String present(String value, String name) throws MalformedPayment {
        if (value == null) {
            throw new MalformedPayment("the payment has no text " + name);
        }
        return value;
    }
}
