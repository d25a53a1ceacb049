package io.tollgate.catalog;

/** What became of an item whose bytes are stored: it is for sale, or somebody sells these very bytes already. */
public sealed interface Confirmation {
    record ForSale(Item item) implements Confirmation {}

    /** The earlier listing stays as it is, and the new item is forgotten together with its key. */
    record Conflict(String blobId) implements Confirmation {}
}
