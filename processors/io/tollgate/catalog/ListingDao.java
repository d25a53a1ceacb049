package io.tollgate.catalog;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of changes to an item that is listed. Each says by its row count whether the item still stood there. */
final class ListingDao {
    private static final String LISTED = " state in ('for_sale', 'expiring') ";

    private ListingDao() {}

    static Optional<String> sellerTokenHash(Handle handle, String itemId) {
        return handle.createQuery("select seller_token_hash from item where id = :id")
                .bind("id", itemId)
                .mapTo(String.class)
                .findOne();
    }

    static Optional<Instant> goneAt(Handle handle, String itemId) {
        return handle.createQuery("select gone_at from item where id = :id and gone_at is not null")
                .bind("id", itemId)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    /** Writes what is shown of an item and which terms are in force; the notice of its end becomes due again. */
    static boolean change(
            Handle handle, Item item, ItemText text, Optional<Integer> nextTerms, Instant sellableUntil, Instant now) {
        return handle.createUpdate("update item set " + ItemText.ASSIGNMENTS + """
                                , terms_version = :next,
                                    sellable_until = :sellableUntil, state = :state,
                                    notified_at = case when sellable_until = :sellableUntil then notified_at end
                                where id = :id and terms_version = :version and""" + LISTED)
                        .bindMap(text.columns())
                        .bind("next", nextTerms.orElse(item.termsVersion()))
                        .bind("sellableUntil", sellableUntil.toEpochMilli())
                        .bind("state", now.isBefore(sellableUntil) ? "for_sale" : "expiring")
                        .bind("id", item.id())
                        .bind("version", item.termsVersion())
                        .execute()
                == 1;
    }

    /** @param since null puts it back on sale */
    static void withdraw(Handle handle, String itemId, Instant since) {
        handle.createUpdate("update item set withdrawn_at = :since where id = :id")
                .bind("since", since == null ? null : (Long) since.toEpochMilli())
                .bind("id", itemId)
                .execute();
    }

    /** How many have paid, or are about to, and when the last of those who have paid has had the promised time. */
    record Reliance(int buyers, Optional<Instant> until) {}

    static Reliance reliance(Handle handle, String itemId, Instant now) {
        Reliance paid = handle.createQuery("""
                        select count(*) as buyers, max(until_at) as until_at from entitlement
                        where item_id = :id and until_at > :now
                        """)
                .bind("id", itemId)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> {
                    long until = row.getLong("until_at");
                    return new Reliance(
                            row.getInt("buyers"),
                            row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until)));
                })
                .one();
        int paying = handle.createQuery("""
                        select count(*) from payment
                        where item_id = :id
                            and (state in ('settling', 'unknown') or state = 'claimed' and lease_until > :now)
                        """)
                .bind("id", itemId)
                .bind("now", now.toEpochMilli())
                .mapTo(Integer.class)
                .one();
        return new Reliance(paid.buyers() + paying, paid.until());
    }

    static boolean shred(Handle handle, String itemId, byte[] shredded) {
        return handle.createUpdate("update item set state = 'deleted', wrapped_key = :shredded where id = :id and"
                                + LISTED)
                        .bind("shredded", shredded)
                        .bind("id", itemId)
                        .execute()
                == 1;
    }

    static boolean takeDown(Handle handle, String itemId, String reason, Instant now) {
        return handle.createUpdate("""
                                update item set taken_down_at = :now, taken_down_reason = :reason
                                where id = :id and taken_down_at is null and""" + LISTED)
                        .bind("now", now.toEpochMilli())
                        .bind("reason", reason)
                        .bind("id", itemId)
                        .execute()
                == 1;
    }

    static boolean restore(Handle handle, String itemId) {
        return handle.createUpdate("""
                                update item set taken_down_at = null, taken_down_reason = null
                                where id = :id and taken_down_at is not null and""" + LISTED).bind("id", itemId).execute() == 1;
    }
}
