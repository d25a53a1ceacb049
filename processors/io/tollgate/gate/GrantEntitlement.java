package io.tollgate.gate;

import io.tollgate.facilitator.Settlement;
import io.tollgate.http.Problem;
import io.tollgate.ledger.Ledger;
import io.tollgate.ledger.PaymentRecord;
import io.tollgate.ledger.PaymentState;
import io.tollgate.money.Bytes32;
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
        Sale sale = Sale.of(exchange);
        switch (FacilitatorCall.settlement(exchange)) {
            case Settlement.Settled settled -> sale.entitlement = ledger.settled(sale.claim, settled.transaction());
            case Settlement.Rejected rejected -> reject(sale, rejected);
            case Settlement.Unknown unknown -> doubt(sale, unknown.transaction(), unknown.why());
            case Settlement.NotSent notSent -> giveBack(sale, notSent);
        }
    }

    private void reject(Sale sale, Settlement.Rejected rejected) {
        PaymentState now = ledger.rejected(sale.claim, rejected.reason());
        if (now == PaymentState.REJECTED) {
            throw new PaymentRefused(
                    rejected.reason(), SettlementDoubt.failed(sale, rejected.reason(), Optional.empty()));
        }
        grantOrDoubt(sale, now, Optional.empty());
    }

    /** Nobody was asked to move the money this time: unless somebody was before, the payment is as good as new. */
    private void giveBack(Sale sale, Settlement.NotSent notSent) {
        PaymentState now = ledger.notAsked(sale.claim, notSent.why());
        if (now == PaymentState.RELEASED) {
            throw Problem.retry(
                    503,
                    "facilitator_unavailable",
                    "the payment could not be settled now and was not charged; send it again",
                    LATER,
                    null);
        }
        grantOrDoubt(sale, now, Optional.empty());
    }

    private void doubt(Sale sale, Optional<Bytes32> transaction, String why) {
        grantOrDoubt(sale, ledger.unknown(sale.claim, transaction, why), transaction);
    }

    /** Somebody else may have found out meanwhile; otherwise the buyer is told whatever is known of the transaction. */
    private void grantOrDoubt(Sale sale, PaymentState now, Optional<Bytes32> transaction) {
        if (now == PaymentState.SETTLED) {
            sale.entitlement = ledger.granted(sale.claim).orElse(null);
        }
        if (sale.entitlement == null) {
            throw SettlementDoubt.of(
                    sale,
                    transaction.or(() -> ledger.find(sale.claim.key()).flatMap(PaymentRecord::transaction)),
                    LATER);
        }
    }
}
