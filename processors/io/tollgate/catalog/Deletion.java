package io.tollgate.catalog;

import java.time.Instant;

/** What became of a seller's wish to have an item deleted. */
public sealed interface Deletion {
    /**
     * The key is gone, and with it whatever could open the stored bytes.
     *
     * @param buyers how many had paid and could have fetched it still
     */
    record Done(int buyers) implements Deletion {}

    /**
     * Buyers rely on it: they have paid and may fetch it still, or their payments are on the way.
     *
     * @param buyers how many, at least 1
     * @param until  when the last of those who have paid by now has had the time that was promised
     */
    record Refused(int buyers, Instant until) implements Deletion {}
}
