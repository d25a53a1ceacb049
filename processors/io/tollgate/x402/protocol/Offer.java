package io.tollgate.x402.protocol;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Authorization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One way to pay that a server offers, as the payer sees it in a 402. The terms are the server's word: a payer
 * checks network, asset, amount and recipient before signing anything.
 *
 * @param version           of the protocol the terms are written in, 1 or 2; the payment is written in the same
 * @param network           as written: a short name in v1, CAIP-2 in v2
 * @param maxTimeoutSeconds how long the server lets a payment take, at least 1
 * @param accepted          the terms verbatim, which a v2 payment echoes
 * @param resource          what is sold, verbatim, where v2 terms say it
 */
public record Offer(
        int version,
        String scheme,
        String network,
        AtomicAmount amount,
        Address asset,
        Address payTo,
        long maxTimeoutSeconds,
        JsonNode accepted,
        Optional<JsonNode> resource) {
    private static final int MOST = 32;

    public Offer {
        requireNonNull(scheme, "scheme must not be null");
        requireNonNull(network, "network must not be null");
        requireNonNull(amount, "amount must not be null");
        requireNonNull(asset, "asset must not be null");
        requireNonNull(payTo, "payTo must not be null");
        requireNonNull(accepted, "accepted must not be null");
        requireNonNull(resource, "resource must not be null");
        if (version != 1 && version != 2 || maxTimeoutSeconds < 1) {
            throw new IllegalArgumentException("an offer has version 1 or 2 and a timeout");
        }
    }

    /**
     * The offers of a 402 in the server's order: those of the {@code PAYMENT-REQUIRED} header, or those of the body
     * when the header is absent or cannot be read. Entries that are no terms are left out, so a strange one does not
     * hide the others; empty when there is nothing to pay with.
     */
    public static List<Offer> read(Optional<String> paymentRequiredHeader, byte[] body) {
        List<Offer> inHeader =
                paymentRequiredHeader.flatMap(WireJson::decode).map(Offer::all).orElse(List.of());
        return inHeader.isEmpty() ? WireJson.parse(body).map(Offer::all).orElse(List.of()) : inHeader;
    }

    /** The header that carries a payment of this offer. */
    public String headerName() {
        return version == 1 ? Headers.X_PAYMENT : Headers.PAYMENT_SIGNATURE;
    }

    /**
     * The header's value: base64 of the payment in this offer's version.
     *
     * @param signature {@code 0x} and 130 hex digits
     */
    public String payment(Authorization authorization, String signature) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("x402Version", version);
        if (version == 1) {
            json.put("scheme", scheme).put("network", network);
        }
        json.set("payload", PaymentPayload.signed(authorization, signature));
        if (version == 2) {
            resource.ifPresent(sold -> json.set("resource", sold));
            json.set("accepted", accepted);
        }
        return Base64.getEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<Offer> all(JsonNode terms) {
        int version = WireJson.version(terms);
        if (version == 0) {
            return List.of();
        }
        Optional<JsonNode> resource =
                Optional.of(terms.path("resource")).filter(node -> version == 2 && node.isObject());
        List<Offer> offers = new ArrayList<>();
        for (JsonNode entry : terms.path("accepts")) {
            if (offers.size() < MOST) {
                one(version, entry, resource).ifPresent(offers::add);
            }
        }
        return List.copyOf(offers);
    }

    private static Optional<Offer> one(int version, JsonNode entry, Optional<JsonNode> resource) {
        try {
            return Optional.of(new Offer(
                    version,
                    entry.path("scheme").textValue(),
                    entry.path("network").textValue(),
                    AtomicAmount.parse(WireJson.digits(entry.path(version == 1 ? "maxAmountRequired" : "amount"))),
                    Address.parse(entry.path("asset").textValue()),
                    Address.parse(entry.path("payTo").textValue()),
                    entry.path("maxTimeoutSeconds").asLong(),
                    entry,
                    resource));
        } catch (IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }
}
