package io.tollgate.catalog;

import io.tollgate.x402.money.AtomicAmount;
import java.time.Duration;
import java.time.Instant;

/** What a payment can buy: a file of the catalog, or the storage of one. Payments and entitlements name it by its id. */
public interface Purchasable {
    /** Up to 40 characters. */
    String id();

    /** What stands for it in the address that it is sold at. A name that begins with a slash is a path itself. */
    String blobId();

    ItemText text();

    String fileName();

    String contentType();

    /** Plain bytes; 0 for what is no file. */
    long size();

    /** Of the plain bytes, lower-case hex; empty for what is no file. */
    String sha256();

    /** The terms it is sold on now. */
    ItemTerms terms();

    Item.State state();

    /** Not sold from here on. */
    Instant sellableUntil();

    /** When it ends to exist, at the earliest. */
    Instant expiresAt();

    /** How long a buyer may use it. */
    Duration entitlementWindow();

    default String title() {
        return text().title();
    }

    default String description() {
        return text().description();
    }

    /** In millionths of a dollar; zero is free. */
    default AtomicAmount price() {
        return terms().price();
    }

    /** Counts up with each change of price, payTo or networks. */
    default int termsVersion() {
        return terms().version();
    }
}
