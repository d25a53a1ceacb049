package io.tollgate.x402.signin;

import static java.util.Objects.requireNonNull;

import io.tollgate.database.Database;
import io.tollgate.x402.money.Address;
import java.time.Instant;

/** Which sign-ins were used: a nonce is good once for a wallet, at whichever instance of the gateway it is shown. */
public final class UsedNonces {
    private final Database database;

    public UsedNonces(Database database) {
        this.database = requireNonNull(database, "database must not be null");
    }

    /**
     * Uses a nonce up.
     *
     * @param until when it would be refused anyway and the row may go
     * @return false when it was used before
     */
    boolean spend(String nonce, Address wallet, Instant until) {
        int rows = database.statement(handle -> handle.createUpdate("""
                        insert into spent_nonce (nonce, wallet, until_at) values (:nonce, :wallet, :until)
                        on conflict do nothing
                        """)
                .bind("nonce", nonce)
                .bind("wallet", wallet.lowerCase())
                .bind("until", until.toEpochMilli())
                .execute());
        return rows == 1;
    }

    /** Forgets what is over. Returns how many rows went. */
    public int sweep(Instant now) {
        return database.statement(handle -> handle.createUpdate("delete from spent_nonce where until_at < :now")
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
