package io.tollgate.ledger;

import static java.util.Objects.requireNonNull;

import io.tollgate.catalog.Purchasable;
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.ledger.PaymentDao.TransitionDetails;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Bytes32;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who has paid for what. A payment is claimed here before any facilitator is called, is settled once, and gives an
 * {@link Entitlement}. Three short transactions a sale: {@link #claim}, {@link #beginSettlement}, {@link #recordSettlement}; none is
 * open during a network call. A transition returns the state of the payment after it, which differs from the requested one
 * when another request took the payment over meanwhile.
 */
public final class Ledger {
    private final Database database;
    private final LedgerTimes times;
    private final Clock clock;
    private final ClaimTransaction claiming;
    private final SettleTransaction settleTransaction;
    private volatile Consumer<Entitlement> saleListener = sale -> {};

    /** A ledger whose buyers are never forgotten. */
    public Ledger(Database database, LedgerTimes times, Clock clock, RandomIds ids) {
        this(database, times, clock, ids, Optional.empty());
    }

    /** @param forgotten by what the payments of forgotten buyers are known again */
    public Ledger(Database database, LedgerTimes times, Clock clock, RandomIds ids, Optional<Pseudonyms> forgotten) {
        this.database = requireNonNull(database, "database must not be null");
        this.times = requireNonNull(times, "times must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
        this.claiming =
                new ClaimTransaction(database, times, requireNonNull(forgotten, "forgotten must not be null"), clock);
        this.settleTransaction =
                new SettleTransaction(requireNonNull(ids, "ids must not be null"), times.entitlement());
    }

    public Optional<PaymentRecord> find(PaymentKey key) {
        return database.statement(handle -> PaymentQueries.find(handle, key));
    }

    /**
     * Asks for the right to settle a payment. The caller has checked that its signature is the payer's: that it
     * recovers, or equals the stored one.
     */
    public ClaimOutcome claim(PresentedPayment payment) {
        return claiming.claim(payment);
    }

    /**
     * Gives a payment back that was not asked for, so that it can be brought again. An ambiguous claim stays unknown.
     *
     * @return {@code RELEASED}, {@code UNKNOWN} for an ambiguous claim, or the state that another request has set
     */
    public PaymentState release(Claim claim, String reason) {
        return claim.ambiguous()
                ? move(claim, PaymentState.UNKNOWN, TransitionDetails.because(reason), held(claim))
                : move(claim, PaymentState.RELEASED, TransitionDetails.because(reason), held(claim));
    }

    /**
     * Records that settlement is about to be requested, of the facilitator that was asked before, and renews the lease.
     * False means that another request holds the payment now: do not settle, claim it again.
     */
    public boolean beginSettlement(Claim claim) {
        return beginSettlement(claim, claim.facilitator());
    }

    /**
     * Records that settlement is about to be requested of this facilitator, before anything is sent there, and renews the
     * lease. A second call with the same claim names another one, for when nothing was sent to the first. False means that
     * another request holds the payment now: do not settle, claim it again.
     *
     * @throws IllegalArgumentException when another facilitator may have been asked already
     */
    public boolean beginSettlement(Claim claim, URI facilitator) {
        if (claim.facilitator().filter(asked -> !asked.equals(facilitator)).isPresent()) {
            throw new IllegalArgumentException(claim + " was asked of another facilitator");
        }
        return beginSettlement(claim, Optional.of(facilitator));
    }

    private boolean beginSettlement(Claim claim, Optional<URI> facilitator) {
        Instant now = now();
        Instant lease = now.plus(times.lease());
        TransitionDetails details = TransitionDetails.asking(facilitator);
        return database.statement(handle ->
                        PaymentDao.move(handle, claim, held(claim), PaymentState.SETTLING, now, lease, details))
                || facilitator.isPresent()
                        && !claim.ambiguous()
                        && database.statement(handle -> PaymentDao.move(
                                handle, claim, PaymentState.SETTLING, PaymentState.SETTLING, now, lease, details));
    }

    /**
     * Gives a payment back after all: settling was begun, but not one byte of the request can have left for any
     * facilitator. An ambiguous claim stays unknown.
     *
     * @return {@code RELEASED}, {@code UNKNOWN} for an ambiguous claim, or the state that another request has set
     */
    public PaymentState abortSettlement(Claim claim, String reason) {
        PaymentState to = claim.ambiguous() ? PaymentState.UNKNOWN : PaymentState.RELEASED;
        return move(claim, to, TransitionDetails.because(reason), PaymentState.SETTLING);
    }

    /**
     * Says that the money has moved: entitlement and outbox message are written with it or not at all. This is believed
     * even of a claim that was taken over, and said twice gives the same receipt.
     */
    public Entitlement recordSettlement(Claim claim, Bytes32 transaction) {
        SettleTransaction.Written written = settleTransaction.settle(database, claim, transaction, now());
        if (written.fresh()) {
            saleListener.accept(written.entitlement());
        }
        return written.entitlement();
    }

    /** Sets the listener that hears of every sale that this instance records, once each and after it is durable. */
    public void addSaleListener(Consumer<Entitlement> listener) {
        saleListener = requireNonNull(listener, "listener must not be null");
    }

    /**
     * Says that the facilitator gave a clear no, asked to verify or to settle.
     *
     * @return {@code REJECTED}; {@code UNKNOWN} when an earlier attempt may have moved the money; or the state that another
     *     request has set
     */
    public PaymentState recordRejection(Claim claim, String reason) {
        PaymentState to = claim.ambiguous() ? PaymentState.UNKNOWN : PaymentState.REJECTED;
        return move(claim, to, TransitionDetails.because(reason), PaymentState.SETTLING, held(claim));
    }

    /**
     * Says that the chain shows that the money has not moved and never will: an end also to an ambiguous claim, which a
     * facilitator's no is not.
     *
     * @param reason {@link ClaimOutcome.Refused#ALREADY_USED} when the authorization paid for something else
     * @return {@code REJECTED}, or the state that another request has set
     */
    public PaymentState confirmNotSettled(Claim claim, String reason) {
        return move(
                claim, PaymentState.REJECTED, TransitionDetails.because(reason), PaymentState.SETTLING, held(claim));
    }

    /**
     * Records that the outcome of the settlement is unknown. The payment may be taken over at once.
     *
     * @return {@code UNKNOWN}, or the state that another request has set
     */
    public PaymentState markUnknown(Claim claim, Optional<Bytes32> transaction, String why) {
        TransitionDetails details = new TransitionDetails(transaction, Optional.of(why), Optional.empty());
        return move(claim, PaymentState.UNKNOWN, details, PaymentState.SETTLING, held(claim));
    }

    /** Where a claim stands before the money is asked for. */
    private static PaymentState held(Claim claim) {
        return claim.ambiguous() ? PaymentState.UNKNOWN : PaymentState.CLAIMED;
    }

    private PaymentState move(Claim claim, PaymentState to, TransitionDetails details, PaymentState... from) {
        Instant now = now();
        for (PaymentState state : from) {
            if (database.statement(handle -> PaymentDao.move(handle, claim, state, to, now, now, details))) {
                return to;
            }
        }
        return find(claim.key()).orElseThrow().state();
    }

    /** What another request's settlement of a claimed payment grants to the holder of the claim; empty while it is not settled. */
    public Optional<Entitlement> findEntitlement(Claim claim) {
        return find(claim.key())
                .filter(row -> row.state() == PaymentState.SETTLED
                        && row.payment().itemId().equals(claim.payment().itemId()))
                .map(Entitlement::of);
    }

    /**
     * The item again for a payment that was settled for it, by the rules of re-delivery; reads only.
     *
     * @param recovered true when the signature was found to be the payer's; otherwise it must equal the stored one
     */
    public Optional<Entitlement> redeliver(PresentedPayment payment, boolean recovered) {
        return find(payment.key())
                .filter(row -> recovered || row.payment().signature().equals(payment.signature()))
                .filter(row -> PaymentDisposition.of(row, payment, now(), times.redelivery())
                        == PaymentDisposition.DELIVERABLE)
                .map(Entitlement::of);
    }

    /** The entitlement behind a receipt while it lasts, for a caller who has proved that the receipt is the buyer's. */
    public Optional<Entitlement> entitlement(String receiptId) {
        return database.statement(handle -> PaymentQueries.findByReceipt(handle, receiptId))
                .map(Entitlement::of)
                .filter(entitlement -> now().isBefore(entitlement.until()));
    }

    /** The longest entitlement that a wallet holds to an item, for a caller who has proved that the wallet is the buyer's. */
    public Optional<Entitlement> entitlement(Address payer, String itemId) {
        return database.statement(handle -> PaymentQueries.findBought(handle, payer, itemId, now()))
                .map(Entitlement::of);
    }

    /**
     * Takes back the right to fetch an item: no token, no wallet and no payment brings it any more. The sale, its money
     * and its receipt stay what they are.
     *
     * @return false when no such right lasts
     */
    public boolean revoke(String receiptId) {
        return database.statement(handle -> SaleDao.revoke(handle, receiptId, now()));
    }

    /** The sale behind a receipt, also after its entitlement has ended. */
    public Optional<SaleRecord> sale(String receiptId) {
        return database.statement(handle -> SalesReport.find(handle, receiptId));
    }

    /**
     * Sales that were settled before a moment and never delivered to the end, oldest first.
     *
     * @param limit how many at most
     */
    public List<SaleRecord> undelivered(Instant before, int limit) {
        return database.statement(handle -> SalesReport.undelivered(handle, before, limit));
    }

    /** Payments whose settlement was requested and has no known outcome, oldest first. */
    public List<PaymentRecord> unknowns() {
        return database.statement(handle -> PaymentQueries.open(handle, now()));
    }

    /** How many payments are in a state. */
    public long count(PaymentState state) {
        return database.statement(handle -> SalesReport.count(handle, state));
    }

    /** What was sold since the ledger began, per token; reads every sale, so not for every request. */
    public List<SalesTotals> totals() {
        return database.statement(SalesReport::totals);
    }

    /**
     * Records that an item is all but sent: the last bytes leave after this is written, so that a client that has the whole
     * file always finds it recorded. The first complete delivery ends what a payment without a quote can fetch by itself.
     *
     * @param complete true when those are the last bytes of the whole file
     * @return true when this is the first complete delivery
     */
    public boolean recordDelivery(Entitlement entitlement, boolean complete) {
        return entitlement
                .sale()
                .filter(sale ->
                        database.transaction(handle -> SaleDao.delivered(handle, sale.receiptId(), complete, now())))
                .isPresent();
    }

    /**
     * Takes back that a delivery was complete: its last bytes could not be written after all.
     *
     * @param first what {@link #recordDelivery} answered for it; another's complete delivery stands
     */
    public void recordInterruption(Entitlement entitlement, boolean first) {
        if (first) {
            entitlement
                    .sale()
                    .ifPresent(sale -> database.statement(handle -> SaleDao.interrupted(handle, sale.receiptId())));
        }
    }

    /**
     * The right to an item that costs nothing.
     *
     * @throws IllegalArgumentException when it does cost something
     */
    public Entitlement grantFree(Purchasable item) {
        if (!item.price().isZero()) {
            throw new IllegalArgumentException(item.id() + " is not free");
        }
        return Entitlement.free(item.id(), now().plus(item.entitlementWindow()));
    }

    /** As exact as the rows are. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
