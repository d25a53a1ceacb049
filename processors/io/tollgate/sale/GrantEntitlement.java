package io.tollgate.sale;

import io.tollgate.catalog.offer.PaymentRefused;
import io.tollgate.facilitator.client.Settlement;
import io.tollgate.http.server.Problem;
import io.tollgate.ledger.Ledger;
import io.tollgate.ledger.PaymentRecord;
import io.tollgate.ledger.PaymentState;
import io.tollgate.sale.facilitator.FacilitatorCall;
import io.tollgate.x402.money.Bytes32;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Has the ledger write down what became of the settlement. Only a settlement grants the file; one
 * of which nothing certain is known is answered 503 without fresh terms, because a client that signs again pays twice.
 */
public final class GrantEntitlement implements Processor {
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Ledger ledger;

    public GrantEntitlement(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        switch (FacilitatorCall.settlement(exchange)) {
            case Settlement.Settled settled ->
                sale.entitlement = ledger.recordSettlement(sale.claim, settled.transaction());
            case Settlement.Rejected rejected -> reject(sale, rejected);
            case Settlement.Unknown unknown -> markUnknown(sale, unknown.transaction(), unknown.why());
            case Settlement.ConnectFailure notSent -> release(sale, notSent);
        }
    }

    private void reject(SaleContext sale, Settlement.Rejected rejected) {
        PaymentState now = ledger.recordRejection(sale.claim, rejected.reason());
        if (now == PaymentState.REJECTED) {
            throw new PaymentRefused(
                    rejected.reason(), SettlementUnknown.failed(sale, rejected.reason(), Optional.empty()));
        }
        grantOrFail(sale, now, Optional.empty());
    }

    /** No request reached a facilitator this time: unless an earlier one did, the payment can be presented again. */
    private void release(SaleContext sale, Settlement.ConnectFailure notSent) {
        PaymentState now = ledger.abortSettlement(sale.claim, notSent.why());
        if (now == PaymentState.RELEASED) {
            throw Problem.retry(
                    503,
                    "facilitator_unavailable",
                    "the payment could not be settled now and was not charged; send it again",
                    LATER,
                    null);
        }
        grantOrFail(sale, now, Optional.empty());
    }

    private void markUnknown(SaleContext sale, Optional<Bytes32> transaction, String why) {
        grantOrFail(sale, ledger.markUnknown(sale.claim, transaction, why), transaction);
    }

    /** The reconciler may have resolved it meanwhile; otherwise the answer tells what is known of the transaction. */
    private void grantOrFail(SaleContext sale, PaymentState now, Optional<Bytes32> transaction) {
        if (now == PaymentState.SETTLED) {
            sale.entitlement = ledger.findEntitlement(sale.claim).orElse(null);
        }
        if (sale.entitlement == null) {
            throw SettlementUnknown.of(
                    sale,
                    transaction.or(() -> ledger.find(sale.claim.key()).flatMap(PaymentRecord::transaction)),
                    LATER);
        }
    }
}
