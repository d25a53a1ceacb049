package io.tollgate.catalog;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The SQL that finds items whose time has come and moves them on. */
final class LifecycleDao {
    private LifecycleDao() {}

    static List<String> abandoned(Handle handle, Instant before, int limit) {
        return handle.createQuery("""
                        select id from item i where state in ('pending', 'stored', 'readable') and created_at < :before
                            and not exists (select 1 from upload u where u.item_id = i.id and u.touched_at >= :before)
                        order by created_at fetch first :limit rows only
                        """)
                .bind("before", before.toEpochMilli())
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    static List<Item> expiring(Handle handle, Instant now, Instant soon, int limit) {
        return handle.createQuery(ItemDao.SELECT + """
                        where i.state = 'for_sale' and i.notified_at is null and i.sellable_until > :now
                            and i.sellable_until <= :soon
                        order by i.sellable_until fetch first :limit rows only
                        """)
                .bind("now", now.toEpochMilli())
                .bind("soon", soon.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> ItemDao.item(row))
                .list();
    }

    static boolean notify(Handle handle, String itemId, Instant now) {
        return handle.createUpdate("update item set notified_at = :now where id = :id and notified_at is null")
                        .bind("now", now.toEpochMilli())
                        .bind("id", itemId)
                        .execute()
                == 1;
    }

    static List<Item> over(Handle handle, Instant now, int limit) {
        return handle.createQuery(ItemDao.SELECT + """
                        where i.state = 'for_sale' and i.sellable_until <= :now
                        order by i.sellable_until fetch first :limit rows only
                        """)
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> ItemDao.item(row))
                .list();
    }

    static boolean endSale(Handle handle, String itemId) {
        return handle.createUpdate("update item set state = 'expiring' where id = :id and state = 'for_sale'")
                        .bind("id", itemId)
                        .execute()
                == 1;
    }

    static List<Item> ended(Handle handle, Instant now, int limit) {
        return handle.createQuery(ItemDao.SELECT + """
                        where i.state = 'expiring' and i.gone_at <= :now
                        order by i.gone_at fetch first :limit rows only
                        """)
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> ItemDao.item(row))
                .list();
    }

    static boolean gone(Handle handle, String itemId) {
        return handle.createUpdate("update item set state = 'gone' where id = :id and state = 'expiring'")
                        .bind("id", itemId)
                        .execute()
                == 1;
    }

    static Map<Item.State, Long> count(Handle handle) {
        Map<Item.State, Long> counts = new EnumMap<>(Item.State.class);
        handle.createQuery("""
                        select state, withdrawn_at, taken_down_at, count(*) as items from (
                            select state, case when withdrawn_at is null then 0 else 1 end as withdrawn_at,
                                case when taken_down_at is null then 0 else 1 end as taken_down_at
                            from item) as seen
                        group by state, withdrawn_at, taken_down_at
                        """)
                .map((row, context) -> {
                    Item.State state = ItemDao.state(
                            row.getString("state"), row.getInt("withdrawn_at") == 1, row.getInt("taken_down_at") == 1);
                    return Map.entry(state, row.getLong("items"));
                })
                .forEach(entry -> counts.merge(entry.getKey(), entry.getValue(), Long::sum));
        return counts;
    }

    static long expiringSoon(Handle handle, Instant soon) {
        return handle.createQuery("select count(*) from item where state = 'for_sale' and sellable_until <= :soon")
                .bind("soon", soon.toEpochMilli())
                .mapTo(Long.class)
                .one();
    }
}
