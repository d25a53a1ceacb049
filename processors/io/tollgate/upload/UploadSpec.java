package io.tollgate.upload;

import io.tollgate.catalog.ItemText;
import io.tollgate.catalog.Pricing;
import io.tollgate.catalog.SaleTerms;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the seller wants done with a file, checked.
 *
 * @param epochs how many Walrus epochs it is stored for
 * @param terms  what it is sold for
 * @param entitlementWindow how long a buyer may fetch it
 * @param sendTo Sui address the blob object goes to, or null to leave it with the publisher
 */
record UploadSpec(
        int epochs, SaleTerms terms, Duration entitlementWindow, ItemText text, String sendTo, boolean sealed) {
    /** The fields with what was the gateway's default in place of what was not named: settings may change meanwhile. */
    Map<String, String> resolved(Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        if (!all.containsKey("numEpochs")) {
            all.remove("epochs");
            all.put("numEpochs", Integer.toString(epochs));
        }
        all.put("accessHours", Long.toString(entitlementWindow.toHours()));
        all.put("payTo", terms.payTo().toString());
        for (String sum : List.of("price", "pricePerMiB", "minPrice", "maxPrice")) {
            all.remove(sum);
        }
        switch (terms.pricing()) {
            case Pricing.Fixed fixed -> all.put("price", fixed.price().written(Pricing.DECIMALS));
            case Pricing.PerMiB rule -> {
                all.put("pricePerMiB", rule.rate().written(Pricing.DECIMALS));
                all.put("minPrice", rule.least().written(Pricing.DECIMALS));
                rule.most().ifPresent(most -> all.put("maxPrice", most.written(Pricing.DECIMALS)));
            }
        }
        return all;
    }
}
