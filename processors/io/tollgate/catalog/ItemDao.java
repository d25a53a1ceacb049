package io.tollgate.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of an item's row. */
final class ItemDao {
    /** What {@link #item} reads, of tables called i and t. */
    static final String SELECT = "select i.*, " + TermsDao.COLUMNS
            + " from item i join item_terms t on t.item_id = i.id and t.version = i.terms_version ";

    /** Uploads that are not offered yet, however far they have come. */
    private static final String WAITING = " state in ('pending', 'stored', 'readable') ";

    private ItemDao() {}

    static boolean none(Handle handle) {
        return handle.createQuery("select id from item fetch first 1 rows only")
                .mapTo(String.class)
                .findFirst()
                .isEmpty();
    }

    static void insert(Handle handle, NewItem item, long now) {
        handle.createUpdate("insert into item (" + String.join(", ", ItemText.NAMES) + """
                        , id, state, file_name, content_type, sealed, wrapped_key,
                            terms_version, seller_token_hash, created_at, entitlement_ms, kek_fingerprint)
                        values (:"""
                        + String.join(", :", ItemText.NAMES) + """
                        , :id, 'pending', :fileName, :contentType, :sealed, :wrappedKey,
                            :terms, :sellerTokenHash, :now, :entitlement, :kek)
                        """)
                .bindMap(item.text().columns())
                .bind("id", item.id())
                .bind("fileName", item.fileName())
                .bind("contentType", item.contentType())
                .bind("sealed", item.sealed())
                .bind("wrappedKey", item.wrappedKey())
                .bind("terms", TermsDao.FIRST)
                .bind("sellerTokenHash", item.sellerTokenHash())
                .bind("kek", item.kekFingerprint())
                .bind("entitlement", item.entitlementWindow().toMillis())
                .bind("now", now)
                .execute();
    }

    /** Takes effect only when every byte of the item lies in a part that is stored. */
    static int confirm(Handle handle, String itemId, StoredBlob blob) {
        return handle.createUpdate("""
                        update item set state = 'for_sale', blob_id = :blobId, end_epoch = :endEpoch,
                            sellable_until = :sellableUntil, expires_at = :expiresAt, gone_at = :goneAt,
                            sui_object_id = :suiObjectId, byte_size = :size, sha256 = :sha256,
                            parts = (select count(*) from item_part where item_id = :id)
                        where id = :id
                            and (select count(*) from item_part where item_id = :id and blob_id is null) = 0
                            and (select sum(byte_size) from item_part where item_id = :id) = :size
                            and""" + WAITING)
                .bind("id", itemId)
                .bind("blobId", blob.blobId())
                .bind("endEpoch", blob.endEpoch())
                .bind("sellableUntil", blob.sellableUntil().toEpochMilli())
                .bind("expiresAt", blob.expiresAt().toEpochMilli())
                .bind("goneAt", blob.goneAt().toEpochMilli())
                .bind("suiObjectId", blob.suiObjectId().orElse(null))
                .bind("size", blob.size())
                .bind("sha256", blob.sha256())
                .execute();
    }

    static int describe(Handle handle, String itemId, ItemText text, Duration entitlementWindow) {
        return handle.createUpdate("update item set " + ItemText.ASSIGNMENTS + ", "
                        + "entitlement_ms = :entitlement where id = :id and" + WAITING)
                .bindMap(text.columns())
                .bind("entitlement", entitlementWindow.toMillis())
                .bind("id", itemId)
                .execute();
    }

    /** Notes how far an upload has come. */
    static int markState(Handle handle, String itemId, Item.State state) {
        return handle.createUpdate("update item set state = :state where id = :id and" + WAITING)
                .bind("state", column(state))
                .bind("id", itemId)
                .execute();
    }

    static int discard(Handle handle, String itemId) {
        return handle.createUpdate("delete from item where id = :id and" + WAITING)
                .bind("id", itemId)
                .execute();
    }

    /** Frees the blob id of an item that can no longer be bought or fetched, so that its bytes can be offered again. */
    static int releaseBlobId(Handle handle, String blobId) {
        return handle.createUpdate(
                        "update item set blob_id = null where blob_id = :blobId and state in ('gone', 'deleted')")
                .bind("blobId", blobId)
                .execute();
    }

    static Optional<Item> find(Handle handle, String blobId) {
        return handle.createQuery(SELECT + "where i.blob_id = :blobId and i.state in ('for_sale', 'expiring')")
                .bind("blobId", blobId)
                .map((row, context) -> item(row))
                .findOne();
    }

    static Optional<Item> findById(Handle handle, String itemId) {
        return handle.createQuery(SELECT + "where i.id = :id and i.sha256 is not null")
                .bind("id", itemId)
                .map((row, context) -> item(row))
                .findOne();
    }

    static List<Item> list(Handle handle, long now, int limit, Optional<Place> after) {
        return handle.createQuery(SELECT + """
                        where i.state = 'for_sale' and i.withdrawn_at is null and i.taken_down_at is null
                            and i.sellable_until > :now
                            and (i.created_at < :time or i.created_at = :time and i.id < :id)
                        order by i.created_at desc, i.id desc fetch first :limit rows only
                        """)
                .bind("now", now)
                .bind("time", after.map(Place::createdAt).orElse(Long.MAX_VALUE))
                .bind("id", after.map(Place::id).orElse(""))
                .bind("limit", limit)
                .map((row, context) -> item(row))
                .list();
    }

    /** Where an item stands in the list, also when it is no longer in it. */
    static Optional<Place> place(Handle handle, String blobId) {
        return handle.createQuery("select created_at, id from item where blob_id = :blobId")
                .bind("blobId", blobId)
                .map((row, context) -> new Place(row.getLong("created_at"), row.getString("id")))
                .findOne();
    }

    record Place(long createdAt, String id) {}

    static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getString("id"),
                row.getString("blob_id"),
                ItemText.of(row),
                new Item.Content(
                        row.getString("file_name"),
                        row.getString("content_type"),
                        row.getLong("byte_size"),
                        row.getString("sha256")),
                new Item.Seal(row.getBoolean("sealed"), row.getBytes("wrapped_key")),
                TermsDao.terms(row),
                new Item.Storage(
                        row.getLong("end_epoch"),
                        Instant.ofEpochMilli(row.getLong("expires_at")),
                        Instant.ofEpochMilli(row.getLong("sellable_until")),
                        Optional.ofNullable(row.getString("sui_object_id"))),
                Instant.ofEpochMilli(row.getLong("created_at")),
                state(
                        row.getString("state"),
                        row.getObject("withdrawn_at") != null,
                        row.getObject("taken_down_at") != null),
                Duration.ofMillis(row.getLong("entitlement_ms")),
                row.getInt("parts"));
    }

    static Item.State state(String column, boolean withdrawn, boolean takenDown) {
        Item.State state = Item.State.valueOf(column.toUpperCase(Locale.ROOT));
        return switch (state) {
            case FOR_SALE, EXPIRING -> takenDown ? Item.State.TAKEN_DOWN : withdrawn ? Item.State.WITHDRAWN : state;
            default -> state;
        };
    }

    private static String column(Item.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
