package io.tollgate.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.Lifecycle;
import io.tollgate.catalog.Listings;
import io.tollgate.catalog.Pricing;
import io.tollgate.catalog.SalePeriod;
import io.tollgate.catalog.SaleTerms;
import io.tollgate.catalog.TermsParser;
import io.tollgate.catalog.api.AuthorizeSeller;
import io.tollgate.catalog.api.ChangeItem;
import io.tollgate.catalog.api.CountItems;
import io.tollgate.catalog.api.DeleteItem;
import io.tollgate.catalog.api.ListItems;
import io.tollgate.catalog.api.ReadItemRequest;
import io.tollgate.catalog.api.ShowItem;
import io.tollgate.catalog.api.TakeDownItem;
import io.tollgate.catalog.offer.OfferCache;
import io.tollgate.catalog.offer.Terms;
import io.tollgate.settings.Settings;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.signin.SignInVerifier;
import java.util.List;

/** Builds the steps that list items, change them for their sellers, and end their sales. */
final class ItemBeans {
    private final Settings settings;
    private final MeterRegistry meters;
    private final Catalog catalog;
    private final Listings listings;
    private final Lifecycle lifecycle;
    private final Terms terms;
    private final OfferCache offerCache;

    ItemBeans(GatewayServices services, Catalog catalog, Terms terms) {
        settings = services.settings();
        meters = services.meters();
        this.catalog = catalog;
        this.terms = terms;
        listings = new Listings(
                services.database(), new SalePeriod(settings.sale().saleMargin()), services.clock(), services.ids());
        lifecycle = new Lifecycle(
                services.database(),
                catalog,
                new Lifecycle.Times(
                        settings.sale().expiryNotice(), settings.upload().abandonedAfter()),
                services.clock(),
                services.ids());
        offerCache = new OfferCache(catalog, terms, settings.sale().itemCache());
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    OfferCache offerCache() {
        return offerCache;
    }

    void bind(Steps steps, SignInVerifier signIns) {
        steps.add("readItemRequest", new ReadItemRequest());
        steps.add("listItems", new ListItems(catalog, terms));
        steps.add("showItem", new ShowItem(catalog, listings, terms));
        steps.add(
                "authorizeSeller",
                new AuthorizeSeller(
                        catalog,
                        listings,
                        signIns,
                        settings.server().publicUrl(),
                        settings.payment().networks()));
        steps.add(
                "changeItem",
                new ChangeItem(
                        catalog,
                        listings,
                        offerCache,
                        terms,
                        new TermsParser(settings.payment().networks()),
                        settings.sale().allowUnsealedSales()));
        steps.add("deleteItem", new DeleteItem(listings, offerCache));
        steps.add("takeDownItem", new TakeDownItem(catalog, listings, offerCache, true));
        steps.add("restoreItem", new TakeDownItem(catalog, listings, offerCache, false));
        steps.add("purgeAbandonedUploads", exchange -> lifecycle.forgetAbandoned());
        steps.add("announceExpiry", exchange -> lifecycle.announceExpiry());
        steps.add("endExpiredSales", exchange -> lifecycle.endExpiredSales());
        steps.add("declareGone", exchange -> lifecycle.declareGone());
        steps.add("countItems", new CountItems(lifecycle, meters));
    }

    /** The terms of a file whose upload names none. */
    static SaleTerms defaultTerms(Settings settings) {
        Pricing pricing = settings.sale()
                .pricePerMiB()
                .<Pricing>map(rate -> new Pricing.PerMiB(
                        rate,
                        settings.sale().minPrice().orElse(AtomicAmount.ZERO),
                        settings.sale().maxPrice()))
                .orElseGet(() -> new Pricing.Fixed(settings.sale().price()));
        return new SaleTerms(
                pricing,
                settings.payment().payTo(),
                settings.payment().network().chain(),
                List.of());
    }
}
