package io.tollgate.mcp.wallet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A purchase as the books have it.
 *
 * @param amount  in units of the asset
 * @param micros  millionths of a dollar that count against the caps
 * @param payment as it was signed, with the seller's answers since; anyone who has it can present it
 */
public record PurchaseRow(
        String id,
        String caller,
        String url,
        String payTo,
        String network,
        String asset,
        String amount,
        long micros,
        String state,
        Instant reservedAt,
        Instant updatedAt,
        Optional<String> payment) {
    static PurchaseRow read(ResultSet rows, StatementContext context) throws SQLException {
        return new PurchaseRow(
                rows.getString("id"),
                rows.getString("caller"),
                rows.getString("url"),
                rows.getString("pay_to"),
                rows.getString("network"),
                rows.getString("asset"),
                rows.getString("amount"),
                rows.getLong("micros"),
                rows.getString("state"),
                Instant.ofEpochMilli(rows.getLong("reserved_at")),
                Instant.ofEpochMilli(rows.getLong("updated_at")),
                Optional.ofNullable(rows.getString("payment")));
    }

    /** Without the payment. */
    @Override
    public String toString() {
        return "PurchaseRow[" + id + ", " + state + ", " + micros + "]";
    }
}
