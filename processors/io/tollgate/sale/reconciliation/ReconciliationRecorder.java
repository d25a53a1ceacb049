package io.tollgate.sale.reconciliation;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.ledger.Claim;
import io.tollgate.ledger.Ledger;
import io.tollgate.ledger.PaymentState;
import io.tollgate.log.LogEvent;
import io.tollgate.x402.money.Bytes32;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what was found out about a settlement in doubt, in the ledger, the log and the metrics. */
public final class ReconciliationRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(ReconciliationRecorder.class);
    private static final String METER = "tollgate.settlements.reconciled";

    private final Ledger ledger;
    private final MeterRegistry meters;

    public ReconciliationRecorder(Ledger ledger, MeterRegistry meters) {
        this.ledger = requireNonNull(ledger, "ledger must not be null");
        this.meters = requireNonNull(meters, "meters must not be null");
    }

    void settled(Claim claim, Bytes32 transaction, String source) {
        ledger.recordSettlement(claim, transaction);
        count(source, "settled");
        LogEvent.SETTLEMENT_CONFIRMED
                .at(LOG)
                .log("{}: was settled in {}, says the {}", claim.key().id(), transaction.hex(), source);
    }

    void disproved(Claim claim, String reason, String source) {
        PaymentState now = ledger.confirmNotSettled(claim, reason);
        if (now == PaymentState.REJECTED) {
            count(source, "rejected");
            LogEvent.SETTLEMENT_DISPROVED
                    .at(LOG)
                    .log(
                            "{}: was not settled and will not be ({}), says the {}",
                            claim.key().id(),
                            reason,
                            source);
        }
    }

    void open(Claim claim, Optional<Bytes32> transaction, String why) {
        ledger.markUnknown(claim, transaction, why);
        count("facilitator", "open");
        LOG.debug("{}: still unresolved: {}", claim.key().id(), why);
    }

    private void count(String source, String outcome) {
        meters.counter(METER, "source", source, "outcome", outcome).increment();
    }
}
