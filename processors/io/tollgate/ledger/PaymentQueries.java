package io.tollgate.ledger;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.ChainId;
import io.tollgate.x402.money.UnixTime;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL that reads the payment table, one row with the entitlement it led to. Rows of forgotten buyers are not read. */
final class PaymentQueries {
    static final String SELECT = """
            select p.*, e.until_at, e.completed_at
            from payment p left join entitlement e on e.receipt_id = p.receipt_id
            where p.forgotten_at is null and \
            """;

    /** Settlement was requested, its outcome is unknown, and no request is working on it. */
    static final String OPEN = "(p.state = 'unknown' or p.state = 'settling' and p.lease_until <= :now) ";

    private PaymentQueries() {}

    static Optional<PaymentRecord> find(Handle handle, PaymentKey key) {
        var query = handle.createQuery(
                SELECT + "p.chain_id = :chain and p.asset = :asset and p.payer = :payer and p.nonce = :nonce");
        return PaymentDao.bindKey(query, key).map((row, context) -> record(row)).findOne();
    }

    static Optional<PaymentRecord> findByReceipt(Handle handle, String receiptId) {
        return handle.createQuery(SELECT + "e.receipt_id = :receipt")
                .bind("receipt", receiptId)
                .map((row, context) -> record(row))
                .findOne();
    }

    /** What this wallet may fetch of this item for longest. */
    static Optional<PaymentRecord> findBought(Handle handle, Address payer, String itemId, Instant now) {
        return handle.createQuery(SELECT + """
                        e.payer = :payer and e.item_id = :item and e.until_at > :now
                        order by e.until_at desc fetch first 1 rows only
                        """)
                .bind("payer", payer.lowerCase())
                .bind("item", itemId)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> record(row))
                .findOne();
    }

    static List<PaymentRecord> open(Handle handle, Instant now) {
        return handle.createQuery(SELECT + OPEN + "order by p.claimed_at, p.nonce")
                .bind("now", now.toEpochMilli())
                .map((row, context) -> record(row))
                .list();
    }

    static PaymentKey key(ResultSet row) throws SQLException {
        return new PaymentKey(
                new ChainId(row.getLong("chain_id")),
                new Address(row.getString("asset")),
                new Address(row.getString("payer")),
                new Bytes32(row.getString("nonce")));
    }

    static PaymentRecord record(ResultSet row) throws SQLException {
        PresentedPayment payment = new PresentedPayment(
                key(row),
                new Bytes32(row.getString("digest")),
                row.getString("signature"),
                row.getInt("x402_version"),
                row.getString("item_id"),
                AtomicAmount.parse(row.getString("amount")),
                new Address(row.getString("pay_to")),
                UnixTime.parse(row.getString("valid_before")),
                Optional.ofNullable(row.getString("quote")),
                row.getBytes("request"));
        return new PaymentRecord(
                payment,
                PaymentState.ofColumn(row.getString("state")),
                row.getLong("lease_version"),
                Instant.ofEpochMilli(row.getLong("lease_until")),
                row.getInt("settle_attempts"),
                Optional.ofNullable(row.getString("transaction_hash")).map(Bytes32::new),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("receipt_id")),
                Instant.ofEpochMilli(row.getLong("claimed_at")),
                moment(row, "settled_at"),
                moment(row, "until_at"),
                moment(row, "completed_at"),
                moment(row, "doubted_at"),
                Optional.ofNullable(row.getString("facilitator")).map(URI::create));
    }

    static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
