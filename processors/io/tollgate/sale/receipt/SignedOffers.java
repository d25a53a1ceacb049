package io.tollgate.sale.receipt;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tollgate.catalog.Purchasable;
import io.tollgate.x402.protocol.PaymentTerms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Signs what a 402 offers (extension offer-receipt, version 1), so that a buyer can show later what was promised. An
 * offer is signed for five minutes and handed out during the first of them: a popular file costs one signature a minute.
 */
public final class SignedOffers {
    private static final Duration VALID = Duration.ofMinutes(5);
    private static final Duration HANDED_OUT = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final SigningKeys keys;
    private final Clock clock;
    private final Cache<Offered, Signed> signed =
            Caffeine.newBuilder().maximumSize(MOST).build();

    public SignedOffers(SigningKeys keys, Clock clock) {
        this.keys = requireNonNull(keys, "keys must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    private record Offered(String itemId, int terms) {}

    private record Signed(ObjectNode extension, Instant at) {}

    /**
     * The extension's {@code {info, schema}}. Not to be changed.
     *
     * @param terms asked only when there is something to sign
     */
    public ObjectNode of(Purchasable item, Supplier<List<PaymentTerms>> terms) {
        Instant now = clock.instant();
        Signed current = signed.asMap()
                .compute(
                        new Offered(item.id(), item.termsVersion()),
                        (key, old) -> old != null && now.isBefore(old.at().plus(HANDED_OUT))
                                ? old
                                : new Signed(extension(terms.get(), now.plus(VALID)), now));
        return current.extension();
    }

    private ObjectNode extension(List<PaymentTerms> terms, Instant validUntil) {
        ObjectNode extension = JsonNodeFactory.instance.objectNode();
        ArrayNode offers = extension.putObject("info").putArray("offers");
        for (int i = 0; i < terms.size(); i++) {
            offers.addObject()
                    .put("format", "jws")
                    .put("acceptIndex", i)
                    .put("signature", keys.sign(offer(terms.get(i), validUntil).toString()));
        }
        extension.putObject("schema").put("type", "object");
        return extension;
    }

    /** The names in the order of RFC 8785. */
    private static ObjectNode offer(PaymentTerms terms, Instant validUntil) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("amount", terms.amount().toString())
                .put("asset", terms.network().usdc().address().toString())
                .put("network", terms.network().chain().caip2())
                .put("payTo", terms.payTo().toString())
                .put("resourceUrl", terms.resource().url())
                .put("scheme", "exact")
                .put("validUntil", validUntil.getEpochSecond())
                .put("version", 1);
    }
}
