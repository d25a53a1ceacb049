package io.tollgate.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.database.Database;
import io.tollgate.database.DatabaseAccess;
import java.util.Map;
import java.util.Optional;

/** Reads the ledger of a running gateway, and sets a payment to the state that a killed gateway leaves. */
final class LedgerInspector implements AutoCloseable {
    private final Database database;

    LedgerInspector(DatabaseAccess access) {
        database = Database.open(access);
    }

    /** The state of the payment with this {@code payload}; empty when it was never claimed. */
    Optional<String> state(JsonNode payload) {
        return column(payload, "state");
    }

    Optional<String> reason(JsonNode payload) {
        return column(payload, "reason");
    }

    private Optional<String> column(JsonNode payload, String name) {
        return database.statement(handle -> handle.createQuery("select * from payment where nonce = :nonce")
                .bind("nonce", nonce(payload))
                .mapToMap()
                .findOne()
                .map(row -> (String) row.get(name)));
    }

    /** Sets the state that a process leaves when it dies in this state and its lease has expired. */
    void abandon(JsonNode payload, String state) {
        database.statement(handle -> handle.createUpdate("""
                        update payment set state = :state, lease_until = 1, doubted_at = null, reason = null
                        where nonce = :nonce
                        """)
                .bind("state", state)
                .bind("nonce", nonce(payload))
                .execute());
    }

    /** Counts rows by table. */
    Map<String, Integer> rows() {
        return Map.of("payment", count("payment"), "entitlement", count("entitlement"));
    }

    private int count(String table) {
        return database.statement(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Integer.class)
                .one());
    }

    private static String nonce(JsonNode payload) {
        return payload.path("authorization").path("nonce").asText();
    }

    @Override
    public void close() {
        database.close();
    }
}
