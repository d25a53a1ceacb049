package io.tollgate.ledger;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Bytes32;
import java.time.Instant;
import java.util.Optional;

/**
 * A sale as it is told to its buyer and to the operator: who paid whom how much for what, and how far its delivery came.
 * Sales of forgotten buyers have no record.
 *
 * @param receiptId   {@code rcpt_…}
 * @param payment     chain, token, payer and nonce
 * @param version     the x402 version that was paid with
 * @param until       how long the buyer may fetch the item
 * @param deliveries  how often delivery was begun and has ended, whole or not
 * @param completedAt when the item was first delivered to its end
 */
public record SaleRecord(
        String receiptId,
        PaymentKey payment,
        String itemId,
        Address payTo,
        AtomicAmount amount,
        Bytes32 transaction,
        int version,
        Instant settledAt,
        Instant until,
        int deliveries,
        Optional<Instant> completedAt) {
    public Address payer() {
        return payment.payer();
    }
}
