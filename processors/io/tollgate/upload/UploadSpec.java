package io.tollgate.upload;

import io.tollgate.catalog.ItemText;
import io.tollgate.catalog.Pricing;
import io.tollgate.catalog.SaleTerms;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The validated parameters of an upload.
 *
 * @param epochs number of Walrus epochs to store the file for
 * @param terms  the terms of sale
 * @param entitlementWindow how long a buyer may fetch the file
 * @param sendTo Sui address that receives the blob object, or null to leave the object with the publisher
 */
record UploadSpec(
        int epochs, SaleTerms terms, Duration entitlementWindow, ItemText text, String sendTo, boolean sealed) {
    /** Returns the fields completed with the current defaults, because settings may change before the upload ends. */
    Map<String, String> resolved(Map<String, String> fields) {
        Map<String, String> resolved = new LinkedHashMap<>(fields);
        if (!resolved.containsKey("numEpochs")) {
            resolved.remove("epochs");
            resolved.put("numEpochs", Integer.toString(epochs));
        }
        resolved.put("accessHours", Long.toString(entitlementWindow.toHours()));
        resolved.put("payTo", terms.payTo().toString());
        for (String sum : List.of("price", "pricePerMiB", "minPrice", "maxPrice")) {
            resolved.remove(sum);
        }
        switch (terms.pricing()) {
            case Pricing.Fixed fixed -> resolved.put("price", fixed.price().written(Pricing.DECIMALS));
            case Pricing.PerMiB rule -> {
                resolved.put("pricePerMiB", rule.rate().written(Pricing.DECIMALS));
                resolved.put("minPrice", rule.least().written(Pricing.DECIMALS));
                rule.most().ifPresent(most -> resolved.put("maxPrice", most.written(Pricing.DECIMALS)));
            }
        }
        return resolved;
    }
}
