package io.tollgate.catalog;

import io.tollgate.x402.money.AtomicAmount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The storage of so many MiB for so many epochs, as something that can be sold: an item to the gate and the ledger, which
 * lies in no catalogue. What it is stands in its name, so that a payment for less is a payment for another item.
 */
public final class StorageOffer {
    /** Where it is sold: the challenge names this place. */
    public static final String PLACE = "/uploads";

    private static final long MIB = 1024 * 1024;
    private static final Duration OFFER_LIFETIME = Duration.ofHours(1);
    private static final Pattern NAME = Pattern.compile("up_([0-9]{1,12})x([0-9]{1,4})");

    private StorageOffer() {}

    /** How many MiB so many bytes are: one that is begun counts whole, and nothing at all counts as one. */
    public static long mebibytes(long bytes) {
        return Math.max(1, Math.ceilDiv(bytes, MIB));
    }

    /** @param terms what is asked for, and who is paid */
    public static Item item(long mebibytes, int epochs, SaleTerms terms, Instant now) {
        AtomicAmount price = terms.pricing().of(0);
        Instant until = now.plus(OFFER_LIFETIME);
        return new Item(
                "up_" + mebibytes + "x" + epochs,
                PLACE,
                "Storage of up to " + mebibytes + " MiB for " + epochs + " epochs",
                "",
                "",
                "application/json",
                0,
                "",
                false,
                new byte[0],
                terms.payTo(),
                terms.network(),
                price,
                1,
                0,
                until,
                Optional.empty(),
                now,
                Item.State.FOR_SALE,
                terms.pricing(),
                terms.networks(),
                OFFER_LIFETIME,
                until,
                0);
    }

    /** What was sold under a name, for receipts; empty when the name is no such storage's. */
    public static Optional<Item> named(String itemId, SaleTerms terms, Instant now) {
        Matcher name = NAME.matcher(itemId);
        return name.matches()
                ? Optional.of(item(Long.parseLong(name.group(1)), Integer.parseInt(name.group(2)), terms, now))
                : Optional.empty();
    }

    /** Terms of one price. */
    public static SaleTerms at(AtomicAmount price, SaleTerms like) {
        return new SaleTerms(new Pricing.Fixed(price), like.payTo(), like.network(), List.copyOf(like.networks()));
    }
}
