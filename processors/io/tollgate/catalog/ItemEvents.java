package io.tollgate.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollgate.database.RandomIds;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Messages about items, written to the outbox in the transaction that makes them true. They name the item and what a
 * person needs to recognise it, and nothing that opens it.
 */
final class ItemEvents {
    static final String EXPIRES_SOON = "item-expires-soon";
    static final String OFF_SALE = "item-off-sale";
    static final String GONE = "item-gone";
    static final String CHANGED = "item-changed";
    static final String DELETED = "item-deleted";
    static final String TAKEN_DOWN = "item-taken-down";
    static final String RESTORED = "item-restored";

    private final RandomIds ids;

    ItemEvents(RandomIds ids) {
        this.ids = ids;
    }

    void announce(Handle handle, String kind, Item item, Instant now) {
        String payload = JsonNodeFactory.instance
                .objectNode()
                .put("item", item.id())
                .put("blobId", item.blobId())
                .put("title", item.title())
                .put("payTo", item.payTo().toString())
                .put("forSaleUntil", item.sellableUntil().toString())
                .put("expiresAt", item.expiresAt().toString())
                .put("endEpoch", item.endEpoch())
                .put("at", now.toString())
                .toString();
        handle.createUpdate("insert into outbox (id, kind, payload, created_at) values (:id, :kind, :payload, :now)")
                .bind("id", ids.next("evt_"))
                .bind("kind", kind)
                .bind("payload", payload)
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
