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

/** {@code io.tollgate:type=Settlements}: payments that are not settled yet, and what to do about them. */
@ManagedResource(description = "Payments on their way, of every gateway on this database")
public final class ManagedSettlements {
    private final Ledger ledger;
    private final Clock clock;
    private final Runnable reconciliation;

    /** @param reconciliation looks into the settlements in doubt once, in the background */
    public ManagedSettlements(Ledger ledger, Clock clock, Runnable reconciliation) {
        this.ledger = ledger;
        this.clock = clock;
        this.reconciliation = reconciliation;
    }

    @ManagedAttribute(description = "Payments that somebody is settling at this moment")
    public long getPending() {
        return ledger.count(PaymentState.CLAIMED) + ledger.count(PaymentState.SETTLING);
    }

    @ManagedAttribute(description = "Payments of which nobody knows whether they were settled")
    public long getUnknown() {
        return ledger.count(PaymentState.UNKNOWN);
    }

    @ManagedAttribute(description = "Seconds since the oldest of them was claimed; 0 when there is none")
    public long getOldestUnknownSeconds() {
        return ledger.unknowns().stream()
                .map(PaymentRecord::claimedAt)
                .min(Comparator.naturalOrder())
                .map(oldest -> Duration.between(oldest, clock.instant()).toSeconds())
                .orElse(0L);
    }

    @ManagedOperation(description = "Looks now, not at the next turn, what became of settlements in doubt")
    public void reconcileNow() {
        reconciliation.run();
    }
}
