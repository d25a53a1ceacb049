package io.tollgate.x402.protocol;

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
 * @param extensions what else a v2 client may make use of
 */
public record Challenge(List<PaymentTerms> terms, String error, ExtensionList extensions) {
    /** Proxies commonly give all headers of an answer 4 to 8 KB together. */
    static final int LONGEST_HEADER = 4_000;

    public Challenge {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("a challenge needs terms");
        }
    }

    /** Terms without extensions. */
    public Challenge(List<PaymentTerms> terms, String error) {
        this(terms, error, ExtensionList.NONE);
    }

    /** Value of the {@code PAYMENT-REQUIRED} header. */
    public String v2Header() {
        String json = v2().toString();
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        return base64(json.substring(0, json.length() - 1) + extensions.member(room(bytes)) + '}');
    }

    /** How many bytes more than these the header holds. */
    static int room(int bytes) {
        return LONGEST_HEADER / 4 * 3 - bytes;
    }

    /** The content of that header without extensions; the description gives way when the rest is long. */
    ObjectNode v2() {
        ObjectNode resource = terms.get(0).resource().v2();
        ObjectNode json = v2(resource);
        return base64(json.toString()).length() <= LONGEST_HEADER ? json : v2(resource.put("description", ""));
    }

    private ObjectNode v2(ObjectNode resource) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("x402Version", 2);
        json.put("error", error);
        json.set("resource", resource);
        ArrayNode accepts = json.putArray("accepts");
        terms.forEach(one -> accepts.add(one.v2()));
        return json;
    }

    private static String base64(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
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
