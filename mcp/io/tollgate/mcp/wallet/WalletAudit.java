package io.tollgate.mcp.wallet;

import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/** What happened to each purchase, line by line. Lines are added; nothing here changes or removes one. */
public final class WalletAudit {
    private static final int MAX_LENGTH = 600;

    private final Database database;
    private final Clock clock;
    private final RandomIds ids;

    /** Orders the lines of one millisecond. */
    private final AtomicLong written = new AtomicLong();

    WalletAudit(Database database, Clock clock, RandomIds ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /** Notes how it went on. */
    public void note(PurchaseName purchase, String event, String detail) {
        database.statement(handle -> {
            note(handle, purchase.id(), purchase.caller(), event, detail);
            return null;
        });
    }

    /** The same in a transaction that changes the purchase too. */
    void note(Handle handle, String purchase, String caller, String event, String detail) {
        handle.createUpdate("""
                        insert into wallet_audit (id, purchase, caller, happened_at, event, detail)
                        values (:id, :purchase, :caller, :now, :event, :detail)
                        """)
                .bind("id", ids.next(String.format("wa_%010x_", written.incrementAndGet())))
                .bind("purchase", purchase)
                .bind("caller", caller)
                .bind("now", clock.millis())
                .bind("event", event)
                .bind("detail", detail.length() > MAX_LENGTH ? detail.substring(0, MAX_LENGTH) : detail)
                .execute();
    }

    /** The lines of a purchase, in order. */
    public List<AuditLine> of(String purchase) {
        return database.statement(handle -> handle.createQuery("""
                        select purchase, happened_at, event, detail from wallet_audit
                        where purchase = :purchase order by happened_at, id
                        """)
                .bind("purchase", purchase)
                .map((rows, context) -> new AuditLine(
                        rows.getString("purchase"),
                        Instant.ofEpochMilli(rows.getLong("happened_at")),
                        rows.getString("event"),
                        rows.getString("detail")))
                .list());
    }
}
