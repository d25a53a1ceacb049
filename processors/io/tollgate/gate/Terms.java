package io.tollgate.gate;

import io.tollgate.catalog.Item;
import io.tollgate.money.Network;
import io.tollgate.money.Networks;
import io.tollgate.payment.PaymentTerms;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The terms of sale of an item, as they are offered now: its price with a fresh quote. */
public final class Terms {
    private static final Duration TIMEOUT = Duration.ofSeconds(300);

    private final URI publicUrl;
    private final String downloadPath;
    private final Networks networks;
    private final Quotes quotes;
    private final Clock clock;

    /** @param downloadPath with {@code {blobId}} where the blob id goes */
    public Terms(URI publicUrl, String downloadPath, Networks networks, Quotes quotes, Clock clock) {
        this.publicUrl = publicUrl;
        this.downloadPath = downloadPath;
        this.networks = networks;
        this.quotes = quotes;
        this.clock = clock;
    }

    /** False from the moment on that the item may expire before a buyer has had what was promised. */
    boolean offered(Item item) {
        return clock.instant().isBefore(item.sellableUntil());
    }

    public PaymentTerms of(Item item) {
        Network network = networks.find(item.network()).orElseThrow();
        PaymentTerms.Resource resource =
                new PaymentTerms.Resource(downloadUrl(item.blobId()), description(item), item.contentType());
        Optional<String> quote = Optional.of(quotes.issue(item, clock.instant().plus(TIMEOUT)));
        return new PaymentTerms(network, item.price(), item.payTo(), TIMEOUT, resource, quote);
    }

    public String downloadUrl(String blobId) {
        return publicUrl.toString().replaceAll("/$", "") + downloadPath.replace("{blobId}", blobId);
    }

    String receiptUrl(String receiptId) {
        return publicUrl.toString().replaceAll("/$", "") + "/receipts/" + receiptId;
    }

    private static String description(Item item) {
        return item.description().isBlank() ? item.title() : item.description();
    }
}
