package io.tollgate.upload.ticket;

import io.tollgate.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Records which tickets were used and the answers of their uploads, for one day. */
public final class UsedTickets {
    private static final Duration RETENTION = Duration.ofDays(1);

    private final Database database;
    private final Clock clock;

    public UsedTickets(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param answer empty while the upload is in progress, or when it failed */
    record Use(Optional<String> answer) {}

    /** Uses a ticket; false when it has been used. Exactly one request succeeds, across all instances. */
    boolean use(Ticket ticket) {
        long now = clock.millis();
        return database.transaction(handle -> {
            handle.createUpdate("delete from upload_tickets where forget_at < :now")
                    .bind("now", now)
                    .execute();
            return handle.createUpdate("""
                            insert into upload_tickets (id, used_at, forget_at) values (:id, :now, :later)
                            on conflict do nothing
                            """)
                            .bind("id", ticket.id())
                            .bind("now", now)
                            .bind("later", now + RETENTION.toMillis())
                            .execute()
                    == 1;
        });
    }

    void finish(Ticket ticket, String answer) {
        database.statement(handle -> handle.createUpdate("update upload_tickets set answer = :answer where id = :id")
                .bind("answer", answer)
                .bind("id", ticket.id())
                .execute());
    }

    Optional<Use> find(Ticket ticket) {
        return database.statement(handle -> handle.createQuery("select answer from upload_tickets where id = :id")
                .bind("id", ticket.id())
                .map((rows, context) -> new Use(Optional.ofNullable(rows.getString("answer"))))
                .findOne());
    }
}
