package io.tollgate.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * What happens to a payment that is in the ledger already and is presented again. All rules of re-delivery and of taking
 * over are here.
 */
enum PaymentDisposition {
    /** No settlement was requested and no request holds it: treated like a new one. */
    CLAIMABLE,
    /** Settlement was requested, its outcome is open, and no request holds it. */
    RESUMABLE,
    /** Paid, and this caller may have the item again. */
    DELIVERABLE,
    IN_FLIGHT,
    UNSETTLED,
    USED,
    REJECTED;

    static PaymentDisposition of(PaymentRecord row, PresentedPayment brought, Instant now, Duration redelivery) {
        PresentedPayment known = row.payment();
        if (!known.digest().equals(brought.digest())) {
            return USED;
        }
        boolean sameItem = known.itemId().equals(brought.itemId());
        return switch (row.state()) {
            case RELEASED -> CLAIMABLE;
            case CLAIMED -> !row.leased(now) ? CLAIMABLE : sameItem ? IN_FLIGHT : USED;
            case SETTLING -> !sameItem ? USED : row.leased(now) ? IN_FLIGHT : open(known, brought);
            case UNKNOWN -> !sameItem ? USED : row.leased(now) ? UNSETTLED : open(known, brought);
            case REJECTED -> REJECTED;
            case SETTLED ->
                sameItem && fromBuyer(known, brought) && inWindow(row, now, redelivery) ? DELIVERABLE : USED;
        };
    }

    private static PaymentDisposition open(PresentedPayment known, PresentedPayment brought) {
        return fromBuyer(known, brought) ? RESUMABLE : UNSETTLED;
    }

    /** A payment can be copied from the chain once it is settled, the quote it was first brought with cannot. */
    private static boolean fromBuyer(PresentedPayment known, PresentedPayment brought) {
        return known.quote().isEmpty() || known.quote().equals(brought.quote());
    }

    private static boolean inWindow(PaymentRecord row, Instant now, Duration redelivery) {
        boolean early =
                row.settledAt().filter(at -> now.isBefore(at.plus(redelivery))).isPresent();
        boolean entitled = row.entitledUntil().filter(now::isBefore).isPresent();
        return early
                && entitled
                && (row.payment().quote().isPresent() || row.completedAt().isEmpty());
    }
}
