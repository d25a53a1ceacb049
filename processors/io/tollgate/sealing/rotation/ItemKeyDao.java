package io.tollgate.sealing.rotation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The SQL of the items' wrapped keys. An unsealed or deleted item has none. */
final class ItemKeyDao {
    private static final String SEALED = " sealed and state <> 'deleted' ";

    private ItemKeyDao() {}

    record ItemKey(String itemId, byte[] wrapped) {}

    /** Counts the items whose keys each key-encryption key wrapped; "" stands for the very first key-encryption key. */
    static Map<String, Long> count(Handle handle) {
        Map<String, Long> counts = new TreeMap<>();
        handle.createQuery("select kek_fingerprint, count(*) as items from item where" + SEALED
                        + "group by kek_fingerprint")
                .map((row, context) -> Map.entry(row.getString("kek_fingerprint"), row.getLong("items")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Lists items whose keys another key-encryption key wrapped, in the order of their ids. */
    static List<ItemKey> wrappedByAnother(Handle handle, String fingerprint, String after, int limit) {
        return handle.createQuery("select id, wrapped_key from item where" + SEALED + """
                        and kek_fingerprint <> :fingerprint and id > :after
                        order by id fetch first :limit rows only
                        """)
                .bind("fingerprint", fingerprint)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new ItemKey(row.getString("id"), row.getBytes("wrapped_key")))
                .list();
    }

    /** Replaces a key unless it changed since it was read: an item deleted meanwhile must not get a key again. */
    static int replace(Handle handle, ItemKey current, byte[] wrapped, String fingerprint) {
        return handle.createUpdate("""
                        update item set wrapped_key = :wrapped, kek_fingerprint = :fingerprint
                        where id = :id and wrapped_key = :current
                        """)
                .bind("wrapped", wrapped)
                .bind("fingerprint", fingerprint)
                .bind("id", current.itemId())
                .bind("current", current.wrapped())
                .execute();
    }
}
