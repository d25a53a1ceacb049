package io.tollgate.catalog.offer;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.Item;
import io.tollgate.x402.protocol.Challenge;
import io.tollgate.x402.protocol.ChallengeTemplate;
import java.time.Duration;
import java.util.Optional;

/**
 * Items as they are shown to people who have not paid, with the 402 that says so: a moment old at most, so that a look at
 * the price of a popular file asks no database and renders nothing. Nothing is sold or given away by what stands here.
 */
public final class OfferCache {
    private static final String ASKED = "Payment required";
    private static final int MOST = 10_000;

    private final Catalog catalog;
    private final Terms terms;
    private final Cache<String, Shown> shown;

    /** @param age how old an item may be that is shown; zero looks each one up */
    public OfferCache(Catalog catalog, Terms terms, Duration age) {
        this.catalog = requireNonNull(catalog, "catalog must not be null");
        this.terms = requireNonNull(terms, "terms must not be null");
        this.shown = Caffeine.newBuilder()
                .maximumSize(age.isZero() ? 0 : MOST)
                .expireAfterWrite(age)
                .build();
    }

    /** An item with its 402, only when it is for sale and costs something; what is not, is not kept either. */
    public Optional<Shown> find(String blobId) {
        return Optional.ofNullable(shown.get(
                        blobId,
                        id -> catalog.find(id)
                                .filter(this::asks)
                                .map(this::show)
                                .orElse(null)))
                .filter(found -> terms.offered(found.item()));
    }

    private boolean asks(Item item) {
        return !item.price().isZero() && terms.offered(item);
    }

    private Shown show(Item item) {
        String quote = terms.quote(item);
        return new Shown(item, new ChallengeTemplate(new Challenge(terms.offers(item, quote), ASKED), quote));
    }

    /** Has the next one who asks see an item as it is now. Other gateways follow within the age. */
    public void forget(String blobId) {
        shown.invalidate(blobId);
    }

    /** An item as it was a moment ago, and the answer to a request without payment. */
    public record Shown(Item item, ChallengeTemplate challenge) {}
}
