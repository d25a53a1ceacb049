package io.tollgate.catalog;

import io.tollgate.money.Address;
import io.tollgate.money.AtomicAmount;
import io.tollgate.money.ChainId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of the catalogue: an item's row, and a row for each version of its terms. */
final class ItemRows {
    private static final int FIRST_TERMS = 1;

    private static final String SELECT = """
            select i.*, t.price, t.pay_to, t.chain_id
            from item i join item_terms t on t.item_id = i.id and t.version = i.terms_version
            """;

    private ItemRows() {}

    static boolean none(Handle handle) {
        return handle.createQuery("select id from item fetch first 1 rows only")
                .mapTo(String.class)
                .findFirst()
                .isEmpty();
    }

    static int insert(Handle handle, NewItem item, long now) {
        handle.createUpdate("""
                        insert into item (id, state, title, description, file_name, content_type, sealed, wrapped_key,
                            terms_version, seller_token_hash, created_at)
                        values (:id, 'pending', :title, :description, :fileName, :contentType, :sealed, :wrappedKey,
                            :terms, :sellerTokenHash, :now)
                        """)
                .bind("id", item.id())
                .bind("title", item.title())
                .bind("description", item.description())
                .bind("fileName", item.fileName())
                .bind("contentType", item.contentType())
                .bind("sealed", item.sealed())
                .bind("wrappedKey", item.wrappedKey())
                .bind("terms", FIRST_TERMS)
                .bind("sellerTokenHash", item.sellerTokenHash())
                .bind("now", now)
                .execute();
        return handle.createUpdate("""
                        insert into item_terms (item_id, version, price, pay_to, chain_id, since_at)
                        values (:id, :terms, :price, :payTo, :chain, :now)
                        """)
                .bind("id", item.id())
                .bind("terms", FIRST_TERMS)
                .bind("price", item.price().toString())
                .bind("payTo", item.payTo().lowerCase())
                .bind("chain", item.network().number())
                .bind("now", now)
                .execute();
    }

    static int confirm(Handle handle, String itemId, StoredBlob blob) {
        return handle.createUpdate("""
                        update item set state = 'for_sale', blob_id = :blobId, end_epoch = :endEpoch,
                            sellable_until = :sellableUntil, sui_object_id = :suiObjectId, byte_size = :size,
                            sha256 = :sha256
                        where id = :id and state = 'pending'
                        """)
                .bind("id", itemId)
                .bind("blobId", blob.blobId())
                .bind("endEpoch", blob.endEpoch())
                .bind("sellableUntil", blob.sellableUntil().toEpochMilli())
                .bind("suiObjectId", blob.suiObjectId().orElse(null))
                .bind("size", blob.size())
                .bind("sha256", blob.sha256())
                .execute();
    }

    static int discard(Handle handle, String itemId) {
        int discarded = handle.createUpdate("delete from item where id = :id and state = 'pending'")
                .bind("id", itemId)
                .execute();
        if (discarded == 1) {
            handle.createUpdate("delete from item_terms where item_id = :id")
                    .bind("id", itemId)
                    .execute();
        }
        return discarded;
    }

    static Optional<Item> find(Handle handle, String blobId) {
        return handle.createQuery(SELECT + "where i.blob_id = :blobId and i.state = 'for_sale'")
                .bind("blobId", blobId)
                .map((row, context) -> item(row))
                .findOne();
    }

    static List<Item> list(Handle handle, long now, int limit, Optional<Item> after) {
        return handle.createQuery(SELECT + """
                        where i.state = 'for_sale' and i.sellable_until > :now
                            and (i.created_at < :time or i.created_at = :time and i.id < :id)
                        order by i.created_at desc, i.id desc fetch first :limit rows only
                        """)
                .bind("now", now)
                .bind("time", after.map(item -> item.createdAt().toEpochMilli()).orElse(Long.MAX_VALUE))
                .bind("id", after.map(Item::id).orElse(""))
                .bind("limit", limit)
                .map((row, context) -> item(row))
                .list();
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getString("id"),
                row.getString("blob_id"),
                row.getString("title"),
                row.getString("description"),
                row.getString("file_name"),
                row.getString("content_type"),
                row.getLong("byte_size"),
                row.getString("sha256"),
                row.getBoolean("sealed"),
                row.getBytes("wrapped_key"),
                new Address(row.getString("pay_to")),
                new ChainId(row.getLong("chain_id")),
                AtomicAmount.parse(row.getString("price")),
                row.getInt("terms_version"),
                row.getLong("end_epoch"),
                Instant.ofEpochMilli(row.getLong("sellable_until")),
                Optional.ofNullable(row.getString("sui_object_id")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Item.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
    }
}
