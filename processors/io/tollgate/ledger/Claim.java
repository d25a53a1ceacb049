package io.tollgate.ledger;

import java.net.URI;
import java.util.Optional;

/**
 * The right to settle one payment, held by one caller at a time. Only the ledger makes one. Its lease version is the
 * fence: once another caller has taken the payment over, an older claim can change the row only by the news that
 * the money has moved.
 */
public final class Claim {
    private final PresentedPayment payment;
    private final long leaseVersion;
    private final boolean ambiguous;
    private final Optional<URI> facilitator;

    private Claim(PresentedPayment payment, long leaseVersion, boolean ambiguous, Optional<URI> facilitator) {
        this.payment = payment;
        this.leaseVersion = leaseVersion;
        this.ambiguous = ambiguous;
        this.facilitator = facilitator;
    }

    /** Of a payment that no facilitator has seen. */
    static Claim fresh(PresentedPayment payment, long leaseVersion) {
        return new Claim(payment, leaseVersion, false, Optional.empty());
    }

    /** Of a payment whose money was asked for, with its row as it stood before. */
    static Claim ambiguous(PaymentRecord row, long leaseVersion) {
        return new Claim(row.payment(), leaseVersion, true, row.facilitator());
    }

    /** The payment as it is to be settled: of an ambiguous claim with the body that was sent the first time. */
    public PresentedPayment payment() {
        return payment;
    }

    /**
     * True when settlement was requested before and its outcome is unknown. Settle again with the identical body; a
     * rejection then proves nothing, for the first attempt may be what used the nonce up.
     */
    public boolean ambiguous() {
        return ambiguous;
    }

    /** The facilitator that was asked to settle. An ambiguous claim must not go to another one; empty when none was asked. */
    public Optional<URI> facilitator() {
        return facilitator;
    }

    public PaymentKey key() {
        return payment.key();
    }

    long leaseVersion() {
        return leaseVersion;
    }

    @Override
    public String toString() {
        return "Claim[" + key() + ", version " + leaseVersion + (ambiguous ? ", ambiguous]" : "]");
    }
}
