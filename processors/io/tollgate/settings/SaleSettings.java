package io.tollgate.settings;

import io.tollgate.x402.money.AtomicAmount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Prices of files, and how long they are sold and delivered. */
public final class SaleSettings {
    public static final Setting<AtomicAmount> PRICE =
            Setting.of("price", "PRICE", MoneyKinds.price(), "$0.01", "Price of a file when an upload names none");
    public static final Setting<AtomicAmount> PRICE_PER_MIB = Setting.of(
            "price-per-mib",
            "PRICE_PER_MIB",
            MoneyKinds.price(),
            "",
            "Price per MiB, instead of PRICE, when an upload names none; rounded up to a millionth of a dollar");
    public static final Setting<AtomicAmount> MIN_PRICE = Setting.of(
            "min-price", "MIN_PRICE", MoneyKinds.price(), "", "Lowest price that PRICE_PER_MIB may result in");
    public static final Setting<AtomicAmount> MAX_PRICE = Setting.of(
            "max-price", "MAX_PRICE", MoneyKinds.price(), "", "Highest price that PRICE_PER_MIB may result in");
    public static final Setting<Duration> TERMS_GRACE = Setting.of(
            "terms-grace",
            "TOLLGATE_TERMS_GRACE",
            Kind.duration("0s", "1h"),
            "10m",
            "How long the previous terms are accepted after a seller has changed them");
    public static final Setting<EndpointPath> ENDPOINT_PATH = Setting.of(
            "endpoint-path", "ENDPOINT_PATH", Kind.endpoint(), "/download/:blobId", "Path files are sold under");
    public static final Setting<Duration> REDELIVERY_WINDOW = Setting.of(
            "redelivery-window",
            "TOLLGATE_REDELIVERY_WINDOW",
            Kind.duration("0s", "1h"),
            "10m",
            "How long a settled payment delivers the file again");
    public static final Setting<Duration> ENTITLEMENT_WINDOW = Setting.of(
            "entitlement-window",
            "TOLLGATE_ENTITLEMENT_WINDOW",
            Kind.duration("1m", "365d"),
            "24h",
            "How long a buyer may download a file after the payment, when its upload names no time");
    public static final Setting<Duration> SALE_MARGIN = Setting.of(
            "sale-margin",
            "TOLLGATE_SALE_MARGIN",
            Kind.duration("0s", "30d"),
            "1h",
            "How much longer than the download time of a buyer a file must still be stored to be sold");
    public static final Setting<Duration> EXPIRY_NOTICE = Setting.of(
            "expiry-notice",
            "TOLLGATE_EXPIRY_NOTICE",
            Kind.duration("1m", "365d"),
            "24h",
            "How long before the end of its sale an event announces that a file expires");
    public static final Setting<Duration> LIFECYCLE_INTERVAL = Setting.of(
            "lifecycle-interval",
            "TOLLGATE_LIFECYCLE_INTERVAL",
            Kind.duration("1s", "1h"),
            "1m",
            "How often expired files are looked for");
    public static final Setting<Duration> ITEM_CACHE = Setting.of(
            "item-cache",
            "TOLLGATE_ITEM_CACHE",
            Kind.duration("0s", "1m"),
            "2s",
            "How long prices are cached for requests without a payment; payments are matched with the current price");
    public static final Setting<Duration> BUYER_RETENTION = Setting.of(
            "buyer-retention",
            "TOLLGATE_BUYER_RETENTION",
            Kind.duration("1d", "3650d"),
            "90d",
            "How long the address of a buyer is kept after a sale; afterwards only its keyed hash");
    public static final Setting<Boolean> ALLOW_UNSEALED_SALES = Setting.of(
            "allow-unsealed-sales",
            "TOLLGATE_ALLOW_UNSEALED_SALES",
            Kind.flag(),
            "false",
            "Sell files that are stored unsealed on Walrus, where everyone can read them; for benchmarks");

    static final List<Setting<?>> ALL = List.of(
            PRICE,
            PRICE_PER_MIB,
            MIN_PRICE,
            MAX_PRICE,
            TERMS_GRACE,
            ENDPOINT_PATH,
            REDELIVERY_WINDOW,
            ENTITLEMENT_WINDOW,
            SALE_MARGIN,
            EXPIRY_NOTICE,
            LIFECYCLE_INTERVAL,
            ITEM_CACHE,
            BUYER_RETENTION,
            ALLOW_UNSEALED_SALES);

    private final Settings settings;

    SaleSettings(Settings settings) {
        this.settings = settings;
    }

    public AtomicAmount price() {
        return settings.get(PRICE);
    }

    /** Replaces {@link #price()} when it is set. */
    public Optional<AtomicAmount> pricePerMiB() {
        return settings.find(PRICE_PER_MIB);
    }

    public Optional<AtomicAmount> minPrice() {
        return settings.find(MIN_PRICE);
    }

    public Optional<AtomicAmount> maxPrice() {
        return settings.find(MAX_PRICE);
    }

    public Duration termsGrace() {
        return settings.get(TERMS_GRACE);
    }

    public EndpointPath endpointPath() {
        return settings.get(ENDPOINT_PATH);
    }

    public Duration redeliveryWindow() {
        return settings.get(REDELIVERY_WINDOW);
    }

    public Duration entitlementWindow() {
        return settings.get(ENTITLEMENT_WINDOW);
    }

    public Duration saleMargin() {
        return settings.get(SALE_MARGIN);
    }

    public Duration expiryNotice() {
        return settings.get(EXPIRY_NOTICE);
    }

    public Duration lifecycleInterval() {
        return settings.get(LIFECYCLE_INTERVAL);
    }

    public Duration itemCache() {
        return settings.get(ITEM_CACHE);
    }

    public Duration buyerRetention() {
        return settings.get(BUYER_RETENTION);
    }

    public boolean allowUnsealedSales() {
        return settings.get(ALLOW_UNSEALED_SALES);
    }
}
