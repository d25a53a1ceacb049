package io.tollgate.database;

/** Whose tables a database holds. Both may lie in one PostgreSQL; in H2 files they never do. */
public enum Tables {
    /** Ledger, catalogue and what belongs to them. */
    GATEWAY,
    /** What a wallet may spend and has spent. */
    WALLET
}
