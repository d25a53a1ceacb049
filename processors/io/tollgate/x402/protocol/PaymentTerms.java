package io.tollgate.x402.protocol;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import java.time.Duration;
import java.util.Optional;

/**
 * One way to pay for one resource: scheme {@code exact} in the network's stablecoin. One object renders as a v1 and as
 * a v2 requirement (x402 v2 section 5.1), so that both versions always say the same.
 *
 * @param timeout how long a payment may take, in whole seconds on the wire
 * @param quote   our own mark, echoed by v2 clients in {@code extra}
 */
public record PaymentTerms(
        Network network,
        AtomicAmount amount,
        Address payTo,
        Duration timeout,
        Resource resource,
        Optional<String> quote) {
    public PaymentTerms {
        requireNonNull(network, "network must not be null");
        requireNonNull(amount, "amount must not be null");
        requireNonNull(payTo, "payTo must not be null");
        requireNonNull(timeout, "timeout must not be null");
        requireNonNull(resource, "resource must not be null");
        requireNonNull(quote, "quote must not be null");
    }

    /**
     * What is sold. Over-long descriptions are cut, because the terms travel in a header that proxies bound at 4 KB.
     *
     * @param url absolute
     */
    public record Resource(String url, String description, String mimeType) {
        private static final int MAX_LENGTH = 200;

        public Resource {
            requireNonNull(url, "url must not be null");
            requireNonNull(mimeType, "mimeType must not be null");
            requireNonNull(description, "description must not be null");
            if (description.codePointCount(0, description.length()) > MAX_LENGTH) {
                description = description.substring(0, description.offsetByCodePoints(0, MAX_LENGTH));
            }
        }

        ObjectNode v2() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("url", url)
                    .put("description", description)
                    .put("mimeType", mimeType);
        }
    }

    /** The v1 requirement: short network name, the resource inside, {@code maxAmountRequired}. */
    public ObjectNode v1() {
        ObjectNode terms = JsonNodeFactory.instance.objectNode();
        terms.put("scheme", "exact");
        terms.put("network", network.name());
        terms.put("maxAmountRequired", amount.toString());
        terms.put("resource", resource.url());
        terms.put("description", resource.description());
        terms.put("mimeType", resource.mimeType());
        terms.put("payTo", payTo.toString());
        terms.put("maxTimeoutSeconds", Math.toIntExact(timeout.toSeconds()));
        terms.put("asset", network.usdc().address().toString());
        terms.set("extra", domain());
        return terms;
    }

    /** The v2 requirement: CAIP-2 network, {@code amount}, our quote in {@code extra}. */
    public ObjectNode v2() {
        ObjectNode terms = JsonNodeFactory.instance.objectNode();
        terms.put("scheme", "exact");
        terms.put("network", network.chain().caip2());
        terms.put("amount", amount.toString());
        terms.put("asset", network.usdc().address().toString());
        terms.put("payTo", payTo.toString());
        terms.put("maxTimeoutSeconds", Math.toIntExact(timeout.toSeconds()));
        ObjectNode extra = domain();
        quote.ifPresent(mark -> extra.put("quote", mark));
        terms.set("extra", extra);
        return terms;
    }

    /** The requirement in the form of the given version, 1 or 2. */
    public ObjectNode in(int version) {
        return version == 1 ? v1() : v2();
    }

    private ObjectNode domain() {
        Asset asset = network.usdc();
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", asset.domainName())
                .put("version", asset.domainVersion());
    }
}
