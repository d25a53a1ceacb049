package io.tollgate.ledger;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.ChainId;
import java.time.Instant;
import java.util.Optional;

/**
 * The right to the bytes of one item. A sealed file is opened with nothing else, and only the {@link Ledger} makes one:
 * after a settlement, or for an item that costs nothing. That is why no route can give a file away.
 */
public final class Entitlement {
    private final String itemId;
    private final Optional<Address> payer;
    private final Instant until;
    private final Optional<Sale> sale;

    private Entitlement(String itemId, Optional<Address> payer, Instant until, Optional<Sale> sale) {
        this.itemId = itemId;
        this.payer = payer;
        this.until = until;
        this.sale = sale;
    }

    static Entitlement free(String itemId, Instant until) {
        return new Entitlement(itemId, Optional.empty(), until, Optional.empty());
    }

    static Entitlement bought(
            PresentedPayment payment, String receiptId, Bytes32 transaction, Instant settledAt, Instant until) {
        PaymentKey key = payment.key();
        Sale sale = new Sale(
                receiptId, transaction, key.chain(), payment.amount(), payment.version(), payment.payTo(), settledAt);
        return new Entitlement(payment.itemId(), Optional.of(key.payer()), until, Optional.of(sale));
    }

    static Entitlement of(PaymentRecord settled) {
        return bought(
                settled.payment(),
                settled.receiptId().orElseThrow(),
                settled.transaction().orElseThrow(),
                settled.settledAt().orElseThrow(),
                settled.entitledUntil().orElseThrow());
    }

    public String itemId() {
        return itemId;
    }

    /** Who paid; empty for a free item. */
    public Optional<Address> payer() {
        return payer;
    }

    /** When the right ends. The ledger gives out none that has ended; a download that has begun is not cut. */
    public Instant until() {
        return until;
    }

    /** The settlement behind it; empty for a free item. */
    public Optional<Sale> sale() {
        return sale;
    }

    @Override
    public String toString() {
        return "Entitlement[" + itemId + sale.map(of -> ", " + of.receiptId()).orElse(", free") + ']';
    }

    /**
     * What a buyer is given a receipt for.
     *
     * @param receiptId {@code rcpt_} and 128 random bits; the same for every delivery of one payment
     * @param version   the x402 version that was paid with
     */
    public record Sale(
            String receiptId,
            Bytes32 transaction,
            ChainId chain,
            AtomicAmount amount,
            int version,
            Address payTo,
            Instant settledAt) {}
}
