package io.tollgate.sealing.rotation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The SQL of items' wrapped keys. An item that is not sealed, or was deleted, has none. */
final class ItemKeyDao {
    private static final String SEALED = " sealed and state <> 'deleted' ";

    private ItemKeyDao() {}

    record ItemKey(String itemId, byte[] wrapped) {}

    /** How many items each key-encryption key wrapped the keys of; "" stands for the first one there ever was. */
    static Map<String, Long> count(Handle handle) {
        Map<String, Long> counts = new TreeMap<>();
        handle.createQuery("select kek_fingerprint, count(*) as items from item where" + SEALED
                        + "group by kek_fingerprint")
                .map((row, context) -> Map.entry(row.getString("kek_fingerprint"), row.getLong("items")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Some whose keys another key-encryption key wrapped, in the order of their ids. */
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

    /** Takes effect only while the key is the one that was read: an item deleted meanwhile gets no key back. */
    static int replace(Handle handle, ItemKey known, byte[] wrapped, String fingerprint) {
        return handle.createUpdate("""
                        update item set wrapped_key = :wrapped, kek_fingerprint = :fingerprint
                        where id = :id and wrapped_key = :known
                        """)
                .bind("wrapped", wrapped)
                .bind("fingerprint", fingerprint)
                .bind("id", known.itemId())
                .bind("known", known.wrapped())
                .execute();
    }
}
