package io.tollgate.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of an item's parts. */
final class PartDao {
    private PartDao() {}

    /** Writes down a stored part; a part of this number that is there already stays as it is. */
    static int add(Handle handle, String itemId, ItemPart part) {
        return handle.createUpdate("""
                        insert into item_part (item_id, part, blob_id, byte_size, stored_size, seal_header, end_epoch)
                        values (:item, :part, :blobId, :size, :storedSize, :header, :endEpoch)
                        on conflict do nothing
                        """)
                .bind("item", itemId)
                .bind("part", part.number())
                .bind("blobId", part.blobId())
                .bind("size", part.size())
                .bind("storedSize", part.storedSize())
                .bind("header", part.sealHeader().orElse(null))
                .bind("endEpoch", part.endEpoch())
                .execute();
    }

    static List<ItemPart> stored(Handle handle, String itemId) {
        return handle.createQuery("""
                        select part, blob_id, byte_size, stored_size, seal_header, end_epoch from item_part
                        where item_id = :item and blob_id is not null order by part
                        """)
                .bind("item", itemId)
                .map((row, context) -> part(row))
                .list();
    }

    static void delete(Handle handle, String itemId) {
        handle.createUpdate("delete from item_part where item_id = :item")
                .bind("item", itemId)
                .execute();
    }

    private static ItemPart part(ResultSet row) throws SQLException {
        return new ItemPart(
                row.getInt("part"),
                row.getString("blob_id"),
                row.getLong("byte_size"),
                row.getLong("stored_size"),
                Optional.ofNullable(row.getBytes("seal_header")),
                row.getLong("end_epoch"));
    }
}
