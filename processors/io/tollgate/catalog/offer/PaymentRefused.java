package io.tollgate.catalog.offer;

import io.tollgate.x402.protocol.Receipt;
import java.util.Optional;

/** A payment that does not buy this file. The buyer is told why and shown the terms once more: 402. */
public final class PaymentRefused extends RuntimeException {
    private final transient Receipt receipt;

    /** @param reason the protocol's own word for it, shown to the buyer */
    public PaymentRefused(String reason) {
        this(reason, null);
    }

    public PaymentRefused(String reason, Receipt receipt) {
        super(reason, null, false, false);
        this.receipt = receipt;
    }

    /** The receipt of a failed settlement, when it came that far. */
    public Optional<Receipt> receipt() {
        return Optional.ofNullable(receipt);
    }
}
