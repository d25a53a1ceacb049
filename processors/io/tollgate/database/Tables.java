package io.tollgate.database;

/** A set of tables. One PostgreSQL database may contain both sets; an H2 file contains one. */
public enum Tables {
    /** Ledger and catalog. */
    GATEWAY,
    /** Spending limits and purchases of a wallet. */
    WALLET
}
