package io.tollgate.ledger;

import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.x402.money.Bytes32;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Writes down that money has moved: the payment's state, the buyer's entitlement and the outbox message in one
 * transaction. A settlement is a fact, so it raises whatever state the row is in; only a row that is settled already
 * stays as it is.
 */
final class SettleTransaction {
    private static final int RACES = 20;

    private final RandomIds ids;
    private final Duration entitlement;

    SettleTransaction(RandomIds ids, Duration entitlement) {
        this.ids = ids;
        this.entitlement = entitlement;
    }

    /**
     * What was written down.
     *
     * @param fresh false when the settlement was recorded before
     */
    record Written(Entitlement entitlement, boolean fresh) {}

    Written settle(Database database, Claim claim, Bytes32 transaction, Instant now) {
        Optional<Written> inTime = database.transaction(handle ->
                raise(handle, claim.payment(), PaymentState.SETTLING, claim.leaseVersion(), transaction, now));
        for (int race = 0; race < RACES && inTime.isEmpty(); race++) {
            inTime = database.transaction(handle -> late(handle, claim, transaction, now));
        }
        return inTime.orElseThrow(
                () -> new IllegalStateException("the payment " + claim.key() + " never stands still"));
    }

    /** The claim was taken over, or another instance recorded the settlement first. */
    private Optional<Written> late(Handle handle, Claim claim, Bytes32 transaction, Instant now) {
        PaymentRecord row = PaymentQueries.find(handle, claim.key()).orElseThrow();
        if (row.state() == PaymentState.SETTLED) {
            return Optional.of(new Written(Entitlement.of(row), false));
        }
        if (!row.payment().itemId().equals(claim.payment().itemId())) {
            throw new IllegalStateException("settled without settling: " + claim + " is for another item now");
        }
        return raise(handle, row.payment(), row.state(), row.leaseVersion(), transaction, now);
    }

    private Optional<Written> raise(
            Handle handle,
            PresentedPayment payment,
            PaymentState from,
            long version,
            Bytes32 transaction,
            Instant now) {
        String receiptId = ids.next("rcpt_");
        if (!PaymentDao.settle(handle, payment.key(), from, version, transaction, receiptId, now)) {
            return Optional.empty();
        }
        Instant until = now.plus(SaleDao.window(handle, payment.itemId()).orElse(entitlement));
        SaleDao.entitle(handle, payment, receiptId, now, until);
        SaleDao.announce(handle, ids.next("evt_"), payment, receiptId, transaction, now);
        return Optional.of(new Written(Entitlement.bought(payment, receiptId, transaction, now, until), true));
    }
}
