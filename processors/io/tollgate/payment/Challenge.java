package io.tollgate.payment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The content of a 402 for both protocol versions at once: v2 clients read the header and never the body, v1 clients
 * read the body and never the header. A v1 client rejects the whole body over one entry it does not know, so only
 * networks that every v1 client knows stand there.
 *
 * @param terms at least one, the preferred one first
 * @param error why payment is asked for, in the protocol's words
 * @param extensions what else a v2 client may make use of, by extension name, the dispensable ones last
 */
public record Challenge(List<PaymentTerms> terms, String error, Map<String, ObjectNode> extensions) {
    /** Proxies commonly give all headers of an answer 4 to 8 KB together. */
    private static final int LONGEST_HEADER = 4_000;

    public Challenge {
        terms = List.copyOf(terms);
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("a challenge needs terms");
        }
    }

    /** Terms without extensions. */
    public Challenge(List<PaymentTerms> terms, String error) {
        this(terms, error, Map.of());
    }

    /**
     * Value of the {@code PAYMENT-REQUIRED} header. Where the whole is too long for proxies, the description gives way,
     * then one extension after the other, the last one first; the terms never do.
     */
    public String v2Header() {
        ObjectNode resource = terms.get(0).resource().v2();
        Deque<String> kept = new ArrayDeque<>(extensions.keySet());
        String header = v2Header(resource, kept);
        if (header.length() > LONGEST_HEADER) {
            header = v2Header(resource.put("description", ""), kept);
        }
        while (header.length() > LONGEST_HEADER && !kept.isEmpty()) {
            kept.removeLast();
            header = v2Header(resource, kept);
        }
        return header;
    }

    private String v2Header(ObjectNode resource, Collection<String> kept) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("x402Version", 2);
        json.put("error", error);
        json.set("resource", resource);
        ArrayNode accepts = json.putArray("accepts");
        terms.forEach(one -> accepts.add(one.v2()));
        if (!kept.isEmpty()) {
            ObjectNode named = json.putObject("extensions");
            kept.forEach(name -> named.set(name, extensions.get(name)));
        }
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
