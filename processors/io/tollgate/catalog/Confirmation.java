package io.tollgate.catalog;

/** What became of an item whose bytes are stored. */
public sealed interface Confirmation {
    record ForSale(Item item) implements Confirmation {}

    /** The same bytes are on sale already. The earlier listing stays as it is, and the new item is deleted with its key. */
    record Conflict(String blobId) implements Confirmation {}

    /** Another request goes on with the upload, or it was given up; nothing was changed. */
    record Overtaken() implements Confirmation {}
}
