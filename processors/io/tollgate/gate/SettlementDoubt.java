package io.tollgate.gate;

import io.tollgate.http.Problem;
import io.tollgate.money.Bytes32;
import io.tollgate.payment.Receipt;
import java.time.Duration;
import java.util.Optional;

/**
 * What a buyer is told while nobody knows whether the money has moved: 503, a failure receipt with the transaction if
 * one is known, and no fresh terms, because a client that signs again pays twice.
 */
final class SettlementDoubt {
    private SettlementDoubt() {}

    static Problem of(Sale sale, Optional<Bytes32> transaction, Duration retryAfter) {
        sale.receipt = failed(sale, "settlement_pending", transaction);
        return Problem.retry(
                503,
                "settlement_unknown",
                "it is not known yet whether this payment was settled; send the same payment again, do not sign a new one",
                retryAfter,
                null);
    }

    static Receipt failed(Sale sale, String reason, Optional<Bytes32> transaction) {
        return Receipt.failed(
                reason,
                transaction,
                sale.terms.network(),
                Optional.of(sale.presented.key().payer()));
    }
}
