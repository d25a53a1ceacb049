package io.tollgate.app;

import static io.tollgate.app.GatewayWiring.step;

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
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.settings.Settings;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.signin.SignInVerifier;
import java.time.Clock;
import java.util.List;
import org.apache.camel.main.Main;

/** Builds the steps of what is for sale: its list, its seller's changes and the passing of its time. */
final class ItemBeans {
    private final Settings settings;
    private final Catalog catalog;
    private final Listings listings;
    private final Lifecycle lifecycle;
    private final Terms terms;
    private final OfferCache showcase;

    ItemBeans(Settings settings, Database database, Catalog catalog, Terms terms, RandomIds ids, Clock clock) {
        this.settings = settings;
        this.catalog = catalog;
        this.terms = terms;
        listings = new Listings(database, new SalePeriod(settings.sale().saleMargin()), clock, ids);
        lifecycle = new Lifecycle(
                database,
                catalog,
                new Lifecycle.Times(
                        settings.sale().expiryNotice(), settings.upload().abandonedAfter()),
                clock,
                ids);
        showcase = new OfferCache(catalog, terms, settings.sale().itemCache());
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    OfferCache showcase() {
        return showcase;
    }

    void bind(Main camel, SignInVerifier proofs, MeterRegistry meters) {
        step(camel, "readItemRequest", new ReadItemRequest());
        step(camel, "listItems", new ListItems(catalog, terms));
        step(camel, "showItem", new ShowItem(catalog, listings, terms));
        step(
                camel,
                "authorizeSeller",
                new AuthorizeSeller(
                        catalog,
                        listings,
                        proofs,
                        settings.server().publicUrl(),
                        settings.payment().networks()));
        step(
                camel,
                "changeItem",
                new ChangeItem(
                        catalog,
                        listings,
                        showcase,
                        terms,
                        new TermsParser(settings.payment().networks()),
                        settings.sale().allowUnsealedSales()));
        step(camel, "deleteItem", new DeleteItem(listings, showcase));
        step(camel, "takeDownItem", new TakeDownItem(catalog, listings, showcase, true));
        step(camel, "restoreItem", new TakeDownItem(catalog, listings, showcase, false));
        step(camel, "purgeAbandonedUploads", exchange -> lifecycle.forgetAbandoned());
        step(camel, "announceExpiry", exchange -> lifecycle.announceExpiry());
        step(camel, "endExpiredSales", exchange -> lifecycle.endExpiredSales());
        step(camel, "declareGone", exchange -> lifecycle.declareGone());
        step(camel, "countItems", new CountItems(lifecycle, meters));
    }

    /** What is asked for a file when its upload says nothing. */
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
