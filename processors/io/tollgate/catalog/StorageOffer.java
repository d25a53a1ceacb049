package io.tollgate.catalog;

import io.tollgate.x402.money.AtomicAmount;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The storage of some MiB for some epochs, which is sold like a file and is not in the catalog. Its size and time are in
 * its name, so that a payment for less is a payment for something else.
 *
 * @param until when this offer ends
 */
public record StorageOffer(long mebibytes, int epochs, ItemTerms terms, Instant until) implements Purchasable {
    /** Where it is sold: the challenge names this place. */
    public static final String PLACE = "/uploads";

    private static final long MIB = 1024 * 1024;
    private static final Duration OFFER_LIFETIME = Duration.ofHours(1);
    private static final Pattern NAME = Pattern.compile("up_([0-9]{1,12})x([0-9]{1,4})");

    /** How many MiB a number of bytes takes; a part of one counts as one, and so do 0 bytes. */
    public static long mebibytes(long bytes) {
        return Math.max(1, Math.ceilDiv(bytes, MIB));
    }

    /** @param like the account that is paid, and the networks */
    public static StorageOffer of(long mebibytes, int epochs, AtomicAmount price, SaleTerms like, Instant now) {
        SaleTerms terms = new SaleTerms(new Pricing.Fixed(price), like.payTo(), like.network(), like.networks());
        return new StorageOffer(mebibytes, epochs, new ItemTerms(1, terms, price), now.plus(OFFER_LIFETIME));
    }

    /** What was sold under a name, for receipts; empty when the name is no storage's. */
    public static Optional<StorageOffer> named(String itemId, AtomicAmount price, SaleTerms like, Instant now) {
        Matcher name = NAME.matcher(itemId);
        return name.matches()
                ? Optional.of(of(Long.parseLong(name.group(1)), Integer.parseInt(name.group(2)), price, like, now))
                : Optional.empty();
    }

    @Override
    public String id() {
        return "up_" + mebibytes + "x" + epochs;
    }

    @Override
    public String blobId() {
        return PLACE;
    }

    @Override
    public ItemText text() {
        return ItemText.of("Storage of up to " + mebibytes + " MiB for " + epochs + " epochs", "");
    }

    @Override
    public String fileName() {
        return "";
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public String sha256() {
        return "";
    }

    @Override
    public Item.State state() {
        return Item.State.FOR_SALE;
    }

    @Override
    public Instant sellableUntil() {
        return until;
    }

    @Override
    public Instant expiresAt() {
        return until;
    }

    @Override
    public Duration entitlementWindow() {
        return OFFER_LIFETIME;
    }
}
