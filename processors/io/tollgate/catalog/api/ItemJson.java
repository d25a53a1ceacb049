package io.tollgate.catalog.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.Pricing;
import io.tollgate.catalog.offer.Terms;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import java.util.Locale;

/**
 * The public part of an item: nothing that opens it, nothing that says where its bytes lie, and not their hash,
 * with which guesses about the content could be tried before paying.
 */
final class ItemJson {
    private final Terms terms;

    ItemJson(Terms terms) {
        this.terms = terms;
    }

    ObjectNode of(Item item) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("blobId", item.blobId());
        item.text().writeTo(json);
        json.put("fileName", item.fileName());
        json.put("contentType", item.contentType());
        json.put("size", item.size());
        json.put("price", written(item.price()));
        json.put("currency", "USD");
        json.set("pricing", pricing(item.pricing()));
        json.set("prices", prices(item));
        json.put("payTo", item.payTo().toString());
        json.put("sealed", item.sealed());
        json.put("accessHours", item.entitlementWindow().toHours());
        json.put("availability", availability(item));
        json.put("createdAt", item.createdAt().toString());
        json.put("forSaleUntil", item.sellableUntil().toString());
        json.put("expiresAt", item.expiresAt().toString());
        json.put("endEpoch", item.endEpoch());
        json.put("downloadUrl", terms.downloadUrl(item.blobId()));
        return json;
    }

    private static ObjectNode pricing(Pricing pricing) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (pricing) {
            case Pricing.Fixed fixed -> json.put("price", written(fixed.price()));
            case Pricing.PerMiB rule -> {
                json.put("pricePerMiB", written(rule.rate())).put("minPrice", written(rule.least()));
                rule.most().ifPresent(most -> json.put("maxPrice", written(most)));
            }
        }
        return json;
    }

    /** What is free is sold nowhere. */
    private JsonNode prices(Item item) {
        var prices = JsonNodeFactory.instance.arrayNode();
        if (item.price().isZero()) {
            return prices;
        }
        for (Network network : terms.networks(item.terms())) {
            int decimals = network.usdc().decimals();
            prices.addObject()
                    .put("network", network.name())
                    .put("chain", network.chain().caip2())
                    .put("asset", network.usdc().address().toString())
                    .put("symbol", network.usdc().symbol())
                    .put(
                            "amount",
                            item.price().rescaled(Pricing.DECIMALS, decimals).toString());
        }
        return prices;
    }

    /** A sale that is over says so at once, whenever its row is moved on. */
    private String availability(Item item) {
        Item.State state =
                item.state() == Item.State.FOR_SALE && !terms.offered(item) ? Item.State.EXPIRING : item.state();
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String written(AtomicAmount sum) {
        return sum.written(Pricing.DECIMALS);
    }
}
