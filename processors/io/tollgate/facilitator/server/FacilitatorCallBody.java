package io.tollgate.facilitator.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.protocol.MalformedPayment;
import io.tollgate.x402.protocol.PaymentHeader;
import io.tollgate.x402.protocol.PaymentPayload;
import java.util.Optional;

/**
 * One call of /verify or /settle as far as it could be understood. The payment's own version decides its form; the
 * network and the payer are known even of many a malformed call, because every answer names them.
 *
 * @param version 1 or 2; 2 when neither is named
 * @param network as the caller writes it, or empty
 * @param flaw    why the call cannot be worked on; without it payment and requirement are there
 */
public record FacilitatorCallBody(
        int version,
        String network,
        Optional<String> payer,
        Optional<InvalidReason> flaw,
        PaymentPayload payment,
        PaymentRequirement requirement) {
    /** Never fails: what cannot be understood is a flaw of the order. */
    public static FacilitatorCallBody read(JsonNode body) {
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
            return new FacilitatorCallBody(2, network, payer, Optional.of(InvalidReason.VERSION), null, null);
        }
        try {
            PaymentRequirement requirement = PaymentRequirement.read(terms, version);
            PaymentPayload payment = PaymentHeader.read(versioned(payload, version));
            return new FacilitatorCallBody(version, network, payer, Optional.empty(), payment, requirement);
        } catch (IllegalArgumentException e) {
            return new FacilitatorCallBody(
                    version, network, payer, Optional.of(InvalidReason.REQUIREMENTS), null, null);
        } catch (MalformedPayment e) {
            return new FacilitatorCallBody(version, network, payer, Optional.of(InvalidReason.PAYLOAD), null, null);
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
