package io.tollgate.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollgate.x402.money.Bytes32;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of what a settlement leaves behind: an entitlement, and a message in the outbox that tells of the sale. */
final class SaleDao {
    private static final String SETTLED = "sale-settled";

    private SaleDao() {}

    static void entitle(Handle handle, PresentedPayment payment, String receiptId, Instant now, Instant until) {
        PaymentKey key = payment.key();
        handle.createUpdate("""
                        insert into entitlement (receipt_id, chain_id, asset, payer, nonce, item_id, granted_at,
                            until_at, deliveries)
                        values (:receipt, :chain, :asset, :payer, :nonce, :item, :now, :until, 0)
                        """)
                .bind("receipt", receiptId)
                .bind("chain", key.chain().number())
                .bind("asset", key.asset().lowerCase())
                .bind("payer", key.payer().lowerCase())
                .bind("nonce", key.nonce().hex())
                .bind("item", payment.itemId())
                .bind("now", now.toEpochMilli())
                .bind("until", until.toEpochMilli())
                .execute();
    }

    /** The time that buyers of the item were promised. It is set once, at the upload. */
    static Optional<Duration> window(Handle handle, String itemId) {
        return handle.createQuery("select entitlement_ms from item where id = :item")
                .bind("item", itemId)
                .mapTo(Long.class)
                .findOne()
                .map(Duration::ofMillis);
    }

    static void announce(
            Handle handle, String id, PresentedPayment payment, String receiptId, Bytes32 transaction, Instant now) {
        PaymentKey key = payment.key();
        String payload = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("type", SETTLED)
                .put("time", now.toString())
                .put("paymentId", key.id())
                .put("receiptId", receiptId)
                .put("itemId", payment.itemId())
                .put("blobId", blobId(handle, payment.itemId()))
                .put("payer", key.payer().toString())
                .put("payTo", payment.payTo().toString())
                .put("amount", payment.amount().toString())
                .put("asset", key.asset().toString())
                .put("network", key.chain().caip2())
                .put("transaction", transaction.hex())
                .toString();
        OutboxDao.insert(handle, id, SETTLED, payload, now);
    }

    /** Null when the item has gone. */
    private static String blobId(Handle handle, String itemId) {
        return handle.createQuery("select blob_id from item where id = :item")
                .bind("item", itemId)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    /** Counts a delivery. True when it is the first that is complete. */
    static boolean delivered(Handle handle, String receiptId, boolean complete, Instant now) {
        boolean first = complete
                && handle.createUpdate("""
                                update entitlement set completed_at = :now
                                where receipt_id = :receipt and completed_at is null
                                """)
                                .bind("receipt", receiptId)
                                .bind("now", now.toEpochMilli())
                                .execute()
                        == 1;
        handle.createUpdate("update entitlement set deliveries = deliveries + 1 where receipt_id = :receipt")
                .bind("receipt", receiptId)
                .execute();
        return first;
    }

    /** The delivery that was noted as the first complete one was not. */
    static int interrupted(Handle handle, String receiptId) {
        return handle.createUpdate("update entitlement set completed_at = null where receipt_id = :receipt")
                .bind("receipt", receiptId)
                .execute();
    }

    /** Ends an entitlement now. False when no live one exists. */
    static boolean revoke(Handle handle, String receiptId, Instant now) {
        return handle.createUpdate("""
                                update entitlement set until_at = :now, revoked_at = :now
                                where receipt_id = :receipt and until_at > :now
                                """)
                        .bind("receipt", receiptId)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }
}
