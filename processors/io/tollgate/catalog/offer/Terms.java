package io.tollgate.catalog.offer;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.ItemTerms;
import io.tollgate.catalog.Pricing;
import io.tollgate.catalog.Purchasable;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.ChainId;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.protocol.PaymentPayload;
import io.tollgate.x402.protocol.PaymentTerms;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The terms of sale of an item: those it is offered on now, one for each network, and those that a payment meant, which
 * may have been superseded a moment ago.
 */
public final class Terms {
    private static final Duration TIMEOUT = Duration.ofSeconds(300);

    private final Places places;
    private final List<Network> sellsOn;
    private final Duration grace;
    private final Networks known;
    private final Catalog catalog;
    private final Quotes quotes;
    private final Clock clock;

    /**
     * @param sellsOn the preferred network first
     * @param grace   how long superseded terms are honoured
     */
    public Terms(
            Places places,
            List<Network> sellsOn,
            Duration grace,
            Networks known,
            Catalog catalog,
            Quotes quotes,
            Clock clock) {
        this.places = places;
        this.sellsOn = List.copyOf(sellsOn);
        this.grace = grace;
        this.known = known;
        this.catalog = catalog;
        this.quotes = quotes;
        this.clock = clock;
    }

    /** Where buyers reach the gateway; {@code {blobId}} stands in the path where the blob id goes; a name that begins with a slash is a path itself. */
    public record Places(URI publicUrl, String downloadPath) {
        String downloadUrl(String blobId) {
            String path = blobId.startsWith("/") ? blobId : downloadPath.replace("{blobId}", blobId);
            return publicUrl.toString().replaceAll("/$", "") + path;
        }
    }

    /** False for what is not sold, from the moment on that it may expire before a buyer has had what was promised. */
    public boolean offered(Purchasable item) {
        return item.state() == Item.State.FOR_SALE
                && clock.instant().isBefore(item.sellableUntil())
                && (item.price().isZero() || !networks(item.terms()).isEmpty());
    }

    /** The networks that terms are offered on, the preferred one first. */
    public List<Network> networks(ItemTerms terms) {
        List<ChainId> chosen = terms.requested().networks();
        return chosen.isEmpty()
                ? sellsOn
                : chosen.stream()
                        .flatMap(chain -> sellsOn.stream()
                                .filter(network -> network.chain().equals(chain)))
                        .toList();
    }

    /** What a challenge says: the present terms on each network, with a fresh quote. */
    public List<PaymentTerms> offers(Purchasable item) {
        return offers(item, quote(item));
    }

    /** The same around a given quote. */
    List<PaymentTerms> offers(Purchasable item, String quote) {
        ItemTerms present = item.terms();
        return networks(present).stream()
                .map(network -> on(network, item, present, quote))
                .toList();
    }

    public String quote(Purchasable item) {
        return quotes.issue(item.id(), item.terms(), clock.instant().plus(TIMEOUT));
    }

    /**
     * The terms that a payment is held against, on the network that it names: the version whose recipient and price were
     * signed, of those in force and those superseded within the grace; the one its quote is of, when there are several;
     * without such a version the present one, which it then does not match.
     *
     * @throws PaymentRefused when the network was never offered
     */
    public MatchedTerms meant(Purchasable item, PaymentPayload payment) {
        Network network = known.find(payment.network()).orElseThrow(() -> new PaymentRefused("invalid_network"));
        List<ItemTerms> matching = catalog.termsSince(item, clock.instant().minus(grace)).stream()
                .filter(terms -> networks(terms).contains(network))
                .filter(terms -> signed(payment.authorization(), terms, network))
                .toList();
        Optional<Integer> named = payment.quote().flatMap(quotes::version);
        ItemTerms version = matching.stream()
                .filter(terms ->
                        named.filter(number -> number == terms.version()).isPresent())
                .findFirst()
                .or(() -> matching.stream().findFirst())
                .orElseGet(item::terms);
        String quote = payment.quote().orElseGet(() -> quote(item));
        return new MatchedTerms(
                on(network, item, version, quote), version, networks(version).contains(network));
    }

    private static boolean signed(Authorization authorization, ItemTerms terms, Network network) {
        return authorization.to().equals(terms.requested().payTo())
                && authorization
                        .value()
                        .equals(terms.price()
                                .rescaled(Pricing.DECIMALS, network.usdc().decimals()));
    }

    private PaymentTerms on(Network network, Purchasable item, ItemTerms terms, String quote) {
        PaymentTerms.Resource resource =
                new PaymentTerms.Resource(downloadUrl(item.blobId()), description(item), item.contentType());
        return new PaymentTerms(
                network,
                terms.price().rescaled(Pricing.DECIMALS, network.usdc().decimals()),
                terms.requested().payTo(),
                TIMEOUT,
                resource,
                Optional.of(quote));
    }

    public String downloadUrl(String blobId) {
        return places.downloadUrl(blobId);
    }

    private static String description(Purchasable item) {
        return item.description().isBlank() ? item.title() : item.description();
    }
}
