package io.tollgate.sale;

import io.tollgate.http.server.Problem;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.protocol.Receipt;
import java.time.Duration;
import java.util.Optional;

/**
 * What a buyer is told while the outcome of a settlement is unknown: 503, a failure receipt with the transaction if
 * one is known, and no fresh terms, because a client that signs again pays twice.
 */
final class SettlementUnknown {
    private SettlementUnknown() {}

    static Problem of(SaleContext sale, Optional<Bytes32> transaction, Duration retryAfter) {
        sale.receipt = failed(sale, "settlement_pending", transaction);
        return Problem.retry(
                503,
                "settlement_unknown",
                "it is not known yet whether this payment was settled; send the same payment again, do not sign a new one",
                retryAfter,
                null);
    }

    static Receipt failed(SaleContext sale, String reason, Optional<Bytes32> transaction) {
        return Receipt.failed(
                reason,
                transaction,
                sale.terms.network(),
                Optional.of(sale.presented.key().payer()));
    }
}
