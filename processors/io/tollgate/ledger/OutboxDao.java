package io.tollgate.ledger;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** The SQL of the outbox. The number of attempts is the fence: who took a message earlier changes nothing any more. */
final class OutboxDao {
    private static final int LONGEST_ERROR = 400;

    private OutboxDao() {}

    static int insert(Handle handle, String id, String kind, String payload, Instant now) {
        return handle.createUpdate("""
                        insert into outbox (id, kind, payload, created_at) values (:id, :kind, :payload, :now)
                        """)
                .bind("id", id)
                .bind("kind", kind)
                .bind("payload", payload)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** As they will be once they are taken. */
    static List<OutboxEvent> due(Handle handle, Instant now, int limit) {
        return handle.createQuery("""
                        select id, kind, payload, created_at, attempts from outbox
                        where delivered_at is null and dead_at is null and next_at <= :now
                        order by created_at, id fetch first :limit rows only
                        """)
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> new OutboxEvent(
                        row.getString("id"),
                        row.getString("kind"),
                        row.getString("payload"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        row.getInt("attempts") + 1))
                .list();
    }

    static boolean take(Handle handle, OutboxEvent event, Instant until) {
        return handle.createUpdate("""
                                update outbox set attempts = attempts + 1, next_at = :until
                                where id = :id and attempts = :before and delivered_at is null and dead_at is null
                                """)
                        .bind("until", until.toEpochMilli())
                        .bind("id", event.id())
                        .bind("before", event.attempts() - 1)
                        .execute()
                == 1;
    }

    /** Believed also of an earlier attempt: it did get through. */
    static int delivered(Handle handle, OutboxEvent event, Instant now) {
        return handle.createUpdate("""
                        update outbox set delivered_at = :now, dead_at = null, error = null
                        where id = :id and delivered_at is null
                        """)
                .bind("now", now.toEpochMilli())
                .bind("id", event.id())
                .execute();
    }

    static int later(Handle handle, OutboxEvent event, String error, Instant next) {
        return failed(handle.createUpdate("""
                update outbox set next_at = :moment, error = :error
                where id = :id and attempts = :attempts and delivered_at is null
                """), event, error, next);
    }

    static int giveUp(Handle handle, OutboxEvent event, String error, Instant now) {
        return failed(handle.createUpdate("""
                update outbox set dead_at = :moment, error = :error
                where id = :id and attempts = :attempts and delivered_at is null
                """), event, error, now);
    }

    private static int failed(Update update, OutboxEvent event, String error, Instant moment) {
        return update.bind("moment", moment.toEpochMilli())
                .bind("error", error.substring(0, Math.min(error.length(), LONGEST_ERROR)))
                .bind("id", event.id())
                .bind("attempts", event.attempts())
                .execute();
    }

    static int revive(Handle handle) {
        return handle.createUpdate(
                        "update outbox set dead_at = null, attempts = 0, next_at = 0 where dead_at is not null")
                .execute();
    }

    static Outbox.Waiting waiting(Handle handle) {
        return handle.createQuery("""
                        select count(*) as undelivered, count(dead_at) as dead from outbox where delivered_at is null
                        """)
                .map((row, context) ->
                        new Outbox.Waiting(row.getLong("undelivered") - row.getLong("dead"), row.getLong("dead")))
                .one();
    }

    /** Deletes what was delivered or put aside and is older. */
    static int prune(Handle handle, Instant before) {
        return handle.createUpdate("""
                        delete from outbox
                        where created_at < :before and (delivered_at is not null or dead_at is not null)
                        """).bind("before", before.toEpochMilli()).execute();
    }
}
