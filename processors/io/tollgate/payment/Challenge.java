package io.tollgate.payment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The content of a 402 for both protocol versions at once: v2 clients read the header and never the body, v1 clients
 * read the body and never the header. A v1 client rejects the whole body over one entry it does not know, so only
 * networks that every v1 client knows stand there.
 *
 * @param terms at least one, the preferred one first
 * @param error why payment is asked for, in the protocol's words
 */
public record Challenge(List<PaymentTerms> terms, String error) {
    public Challenge {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("a challenge needs terms");
        }
    }

    /** Value of the {@code PAYMENT-REQUIRED} header. */
    public String v2Header() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("x402Version", 2);
        json.put("error", error);
        json.set("resource", terms.get(0).resource().v2());
        ArrayNode accepts = json.putArray("accepts");
        terms.forEach(one -> accepts.add(one.v2()));
        return Base64.getEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The 402's body, JSON in UTF-8. */
    public byte[] v1Body() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("x402Version", 1);
        json.put("error", error);
        ArrayNode accepts = json.putArray("accepts");
        terms.stream().filter(one -> one.network().forV1()).forEach(one -> accepts.add(one.v1()));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
