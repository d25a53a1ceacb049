package io.tollgate.gateway;

import io.tollgate.catalog.Pricing;
import io.tollgate.catalog.SaleTerms;
import io.tollgate.money.AtomicAmount;
import io.tollgate.settings.Settings;
import java.util.List;

/** Builds the steps of what is for sale: its list, its seller's changes and the passing of its time. */
final class ItemBeans {
    private ItemBeans() {}

    /** What is asked for a file when its upload says nothing. */
    static SaleTerms defaultTerms(Settings settings) {
        Pricing pricing = settings.pricePerMiB()
                .<Pricing>map(rate ->
                        new Pricing.PerMiB(rate, settings.minPrice().orElse(AtomicAmount.ZERO), settings.maxPrice()))
                .orElseGet(() -> new Pricing.Fixed(settings.price()));
        return new SaleTerms(pricing, settings.payTo(), settings.network().chain(), List.of());
    }
}
