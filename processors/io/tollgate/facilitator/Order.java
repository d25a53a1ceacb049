package io.tollgate.facilitator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.money.Address;
import io.tollgate.payment.MalformedPayment;
import io.tollgate.payment.PaymentHeader;
import io.tollgate.payment.PaymentPayload;
import java.util.Optional;

/**
 * One call of /verify or /settle as far as it could be understood. The payment's own version decides its form; the
 * network and the payer are known even of many a malformed call, because every answer names them.
 *
 * @param version 1 or 2; 2 when neither is named
 * @param network as the caller writes it, or empty
 * @param flaw    why the call cannot be worked on; without it payment and requirement are there
 */
public record Order(
        int version,
        String network,
        Optional<String> payer,
        Optional<Flaw> flaw,
        PaymentPayload payment,
        Requirement requirement) {
    /** Never fails: what cannot be understood is a flaw of the order. */
    public static Order read(JsonNode body) {
        JsonNode payload = body.path("paymentPayload");
        JsonNode terms = body.path("paymentRequirements");
        JsonNode named = payload.hasNonNull("x402Version") ? payload.path("x402Version") : body.path("x402Version");
        int version = named.isInt() ? named.intValue() : 0;
        String network = first(
                terms.path("network"),
                payload.path("network"),
                payload.path("accepted").path("network"));
        Optional<String> payer =
                payer(payload.path("payload").path("authorization").path("from"));
        if (version != 1 && version != 2) {
            return new Order(2, network, payer, Optional.of(Flaw.VERSION), null, null);
        }
        try {
            Requirement requirement = Requirement.read(terms, version);
            PaymentPayload payment = PaymentHeader.read(versioned(payload, version));
            return new Order(version, network, payer, Optional.empty(), payment, requirement);
        } catch (IllegalArgumentException e) {
            return new Order(version, network, payer, Optional.of(Flaw.REQUIREMENTS), null, null);
        } catch (MalformedPayment e) {
            return new Order(version, network, payer, Optional.of(Flaw.PAYLOAD), null, null);
        }
    }

    private static JsonNode versioned(JsonNode payload, int version) {
        return payload.isObject() ? ((ObjectNode) payload.deepCopy()).put("x402Version", version) : payload;
    }

    private static Optional<String> payer(JsonNode from) {
        try {
            return Optional.of(Address.parse(from.textValue()).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String first(JsonNode... candidates) {
        for (JsonNode candidate : candidates) {
            if (candidate.isTextual() && candidate.textValue().length() <= 100) {
                return candidate.textValue();
            }
        }
        return "";
    }
}
