package io.tollgate.mcp.wallet;

import io.tollgate.database.Database;
import io.tollgate.payer.ProposedPayment;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Yeses of persons, each to one price of one seller, by the hash of its token; each is used once. */
final class Confirmations {
    private final Database database;
    private final Clock clock;

    Confirmations(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Forgets those that ran out meanwhile. @param hash of the token that stands for it */
    void add(String hash, String caller, Map<String, String> about, long micros, Instant until) {
        database.transaction(handle -> {
            handle.createUpdate("delete from wallet_confirmations where expires_at < :now")
                    .bind("now", clock.millis())
                    .execute();
            return handle.createUpdate("""
                        insert into wallet_confirmations (token_hash, caller, url, pay_to, micros, expires_at)
                        values (:hash, :caller, :url, :payTo, :micros, :until)
                        """)
                    .bind("hash", hash)
                    .bind("caller", caller)
                    .bind("url", about.get("url"))
                    .bind("payTo", about.get("payTo"))
                    .bind("micros", micros)
                    .bind("until", until.toEpochMilli())
                    .execute();
        });
    }

    /** Uses one up; false without one for this price of this seller. */
    boolean use(String hash, String caller, ProposedPayment spending) {
        return database.statement(handle -> handle.createUpdate("""
                        delete from wallet_confirmations where token_hash = :hash and caller = :caller and url = :url
                            and pay_to = :payTo and micros >= :micros and expires_at > :now
                        """)
                        .bind("hash", hash)
                        .bind("caller", caller)
                        .bind("url", spending.url().toString())
                        .bind("payTo", spending.payTo().toString())
                        .bind("micros", WalletRules.micros(spending))
                        .bind("now", clock.millis())
                        .execute()
                == 1);
    }
}
