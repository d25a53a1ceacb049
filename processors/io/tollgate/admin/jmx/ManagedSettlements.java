package io.tollgate.admin.jmx;

import io.tollgate.ledger.Ledger;
import io.tollgate.ledger.PaymentRecord;
import io.tollgate.ledger.PaymentState;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** {@code io.tollgate:type=Settlements}: payments whose settlement is pending or unknown. */
@ManagedResource(description = "Pending payments of all gateways on this database")
public final class ManagedSettlements {
    private final Ledger ledger;
    private final Clock clock;
    private final Runnable reconciliation;

    /** @param reconciliation reconciles unresolved settlements once, in the background */
    public ManagedSettlements(Ledger ledger, Clock clock, Runnable reconciliation) {
        this.ledger = ledger;
        this.clock = clock;
        this.reconciliation = reconciliation;
    }

    @ManagedAttribute(description = "Payments that are being settled")
    public long getPending() {
        return ledger.count(PaymentState.CLAIMED) + ledger.count(PaymentState.SETTLING);
    }

    @ManagedAttribute(description = "Payments whose settlement is unknown")
    public long getUnknown() {
        return ledger.count(PaymentState.UNKNOWN);
    }

    @ManagedAttribute(description = "Seconds since the oldest of them was claimed; 0 without any")
    public long getOldestUnknownSeconds() {
        return ledger.unknowns().stream()
                .map(PaymentRecord::claimedAt)
                .min(Comparator.naturalOrder())
                .map(oldest -> Duration.between(oldest, clock.instant()).toSeconds())
                .orElse(0L);
    }

    @ManagedOperation(description = "Reconciles unresolved settlements now, without waiting for the next interval")
    public void reconcileNow() {
        reconciliation.run();
    }
}
