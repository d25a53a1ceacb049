package io.tollgate.facilitator.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import java.util.Optional;

/**
 * What a seller asks for, as a facilitator reads it from {@code paymentRequirements} of either version.
 *
 * @param name    the token's EIP-712 domain name, if it was given
 * @param version the token's EIP-712 domain version, if it was given
 */
public record PaymentRequirement(
        String scheme,
        String network,
        AtomicAmount amount,
        Address payTo,
        Address asset,
        Optional<String> name,
        Optional<String> version) {
    /** @throws IllegalArgumentException when a field is missing or malformed */
    static PaymentRequirement read(JsonNode json, int protocol) {
        return new PaymentRequirement(
                json.path("scheme").asText(),
                json.path("network").asText(),
                AtomicAmount.parse(text(json, protocol == 1 ? "maxAmountRequired" : "amount")),
                Address.parse(text(json, "payTo")),
                Address.parse(text(json, "asset")),
                domain(json, "name"),
                domain(json, "version"));
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).textValue();
    }

    private static Optional<String> domain(JsonNode json, String field) {
        return Optional.ofNullable(json.path("extra").path(field).textValue()).filter(text -> !text.isEmpty());
    }
}
