package io.tollgate.ledger;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.ChainId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL that reads what was sold; it changes nothing. */
final class SalesReport {
    private static final String SALES = """
            select e.receipt_id, e.until_at, e.deliveries, e.completed_at, p.chain_id, p.asset, p.payer, p.nonce,
                p.item_id, p.pay_to, p.amount, p.transaction_hash, p.x402_version, p.settled_at
            from entitlement e join payment p on p.chain_id = e.chain_id and p.asset = e.asset
                and p.payer = e.payer and p.nonce = e.nonce
            where p.forgotten_at is null and \
            """;

    private SalesReport() {}

    static Optional<SaleRecord> find(Handle handle, String receiptId) {
        return handle.createQuery(SALES + "e.receipt_id = :receipt")
                .bind("receipt", receiptId)
                .map((row, context) -> sale(row))
                .findOne();
    }

    static List<SaleRecord> undelivered(Handle handle, Instant before, int limit) {
        return handle.createQuery(SALES + """
                        e.completed_at is null and e.granted_at < :before
                        order by e.granted_at, e.receipt_id fetch first :limit rows only
                        """)
                .bind("before", before.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> sale(row))
                .list();
    }

    static long count(Handle handle, PaymentState state) {
        return handle.createQuery("select count(*) from payment where state = :state")
                .bind("state", state.column())
                .mapTo(Long.class)
                .one();
    }

    static List<SalesTotals> totals(Handle handle) {
        return handle.createQuery("""
                        select chain_id, asset, count(*) as sales, sum(cast(amount as decimal(78, 0))) as revenue
                        from payment where state = 'settled' group by chain_id, asset order by chain_id, asset
                        """)
                .map((row, context) -> new SalesTotals(
                        new ChainId(row.getLong("chain_id")),
                        new Address(row.getString("asset")),
                        row.getLong("sales"),
                        new AtomicAmount(row.getBigDecimal("revenue").toBigIntegerExact())))
                .list();
    }

    private static SaleRecord sale(ResultSet row) throws SQLException {
        return new SaleRecord(
                row.getString("receipt_id"),
                PaymentQueries.key(row),
                row.getString("item_id"),
                new Address(row.getString("pay_to")),
                AtomicAmount.parse(row.getString("amount")),
                new Bytes32(row.getString("transaction_hash")),
                row.getInt("x402_version"),
                Instant.ofEpochMilli(row.getLong("settled_at")),
                Instant.ofEpochMilli(row.getLong("until_at")),
                row.getInt("deliveries"),
                PaymentQueries.moment(row, "completed_at"));
    }
}
