package io.tollgate.x402.protocol;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.x402.money.Authorization;
import java.util.Optional;

/**
 * A payment as a client presents it: an authorization, its signature, and what the client believes to pay for.
 *
 * @param version     of the protocol, 1 or 2, as the object itself says
 * @param network     as written: a short name in v1, CAIP-2 in v2
 * @param signature   {@code 0x} and hex, as sent
 * @param accepted    the terms a v2 client echoes; to be compared with ours, never to be used
 * @param resourceUrl what a v2 client says it pays for
 * @param identifier  the name a v2 client gives its payment (extension payment-identifier)
 */
public record PaymentPayload(
        int version,
        String scheme,
        String network,
        Authorization authorization,
        String signature,
        Optional<JsonNode> accepted,
        Optional<String> resourceUrl,
        Optional<String> identifier) {
    public PaymentPayload {
        requireNonNull(scheme, "scheme must not be null");
        requireNonNull(network, "network must not be null");
        requireNonNull(authorization, "authorization must not be null");
        requireNonNull(signature, "signature must not be null");
        if (version != 1 && version != 2) {
            throw new IllegalArgumentException("version must be 1 or 2");
        }
    }

    /** The mark of our own challenge that the client echoes, if it echoes one. */
    public Optional<String> quote() {
        return accepted.map(terms -> terms.path("extra").path("quote"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    /** The same payment with another writing of its signature. */
    public PaymentPayload signedAs(String hex) {
        return new PaymentPayload(version, scheme, network, authorization, hex, accepted, resourceUrl, identifier);
    }

    /** The same payment in another protocol version; what was signed does not depend on it. */
    public PaymentPayload inVersion(int other) {
        return new PaymentPayload(other, scheme, network, authorization, signature, accepted, resourceUrl, identifier);
    }

    /** Our own writing of this payment for a facilitator: from what was parsed and our terms, not from the echo. */
    public ObjectNode rebuilt(PaymentTerms terms) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("x402Version", version);
        if (version == 1) {
            json.put("scheme", "exact");
            json.put("network", terms.network().name());
        }
        json.set("payload", signed(authorization, signature));
        if (version == 2) {
            json.set("resource", terms.resource().v2());
            json.set("accepted", terms.v2());
        }
        return json;
    }

    /** The {@code payload} object, the same in both versions: every number a string, addresses in EIP-55. */
    static ObjectNode signed(Authorization authorization, String signature) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("authorization")
                .put("from", authorization.from().toString())
                .put("to", authorization.to().toString())
                .put("value", authorization.value().toString())
                .put("validAfter", authorization.validAfter().toString())
                .put("validBefore", authorization.validBefore().toString())
                .put("nonce", authorization.nonce().toString());
        return json.put("signature", signature);
    }
}
