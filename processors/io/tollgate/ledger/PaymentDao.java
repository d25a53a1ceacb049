package io.tollgate.ledger;

import io.tollgate.x402.money.Bytes32;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The SQL that changes the payment table. Every change names the state and the lease version it starts from, and its row count
 * says whether it still stood there.
 */
final class PaymentDao {
    private static final int LONGEST_REASON = 400;

    static final String KEY = " chain_id = :chain and asset = :asset and payer = :payer and nonce = :nonce ";

    private PaymentDao() {}

    /** True for the one caller who brought it first. */
    static boolean insert(Handle handle, PresentedPayment payment, Instant now, Instant lease) {
        var insert = handle.createUpdate("""
                insert into payment (chain_id, asset, payer, nonce, digest, signature, x402_version, item_id, amount,
                    pay_to, valid_before, quote, request, state, lease_version, lease_until, settle_attempts,
                    claimed_at, changed_at)
                values (:chain, :asset, :payer, :nonce, :digest, :signature, :x402, :item, :amount,
                    :payTo, :validBefore, :quote, :request, 'claimed', 1, :lease, 0, :now, :now)
                on conflict do nothing
                """);
        return bindKey(bindPayment(insert, payment), payment.key())
                        .bind("digest", payment.digest().hex())
                        .bind("amount", payment.amount().toString())
                        .bind("payTo", payment.payTo().lowerCase())
                        .bind("validBefore", payment.validBefore().toString())
                        .bind("lease", lease.toEpochMilli())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Takes back what the same transaction inserted. */
    static void delete(Handle handle, PaymentKey key) {
        bindKey(handle.createUpdate("delete from payment where" + KEY), key).execute();
    }

    /** Claims a payment again for which no settlement was requested; it may now be for another item. */
    static boolean reclaim(
            Handle handle, PaymentState from, long version, PresentedPayment payment, Instant now, Instant lease) {
        var update = handle.createUpdate("""
                update payment set state = 'claimed', lease_version = lease_version + 1, lease_until = :lease,
                    signature = :signature, x402_version = :x402, item_id = :item, quote = :quote, request = :request,
                    reason = null, facilitator = null, claimed_at = :now, changed_at = :now
                where state = :from and lease_version = :version and """ + KEY);
        return bindFence(bindKey(bindPayment(update, payment), payment.key()), from, version)
                        .bind("lease", lease.toEpochMilli())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Takes over a payment whose settlement has no known outcome. What was presented stays as it was sent. */
    static boolean resume(Handle handle, PaymentKey key, PaymentState from, long version, Instant now, Instant lease) {
        var update = handle.createUpdate("""
                update payment set state = 'unknown', lease_version = lease_version + 1, lease_until = :lease,
                    doubted_at = coalesce(doubted_at, changed_at), changed_at = :now
                where state = :from and lease_version = :version and """ + KEY);
        return bindFence(bindKey(update, key), from, version)
                        .bind("lease", lease.toEpochMilli())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Moves a held payment on, or gives it back by a lease that ends now. */
    static boolean move(
            Handle handle,
            Claim claim,
            PaymentState from,
            PaymentState to,
            Instant now,
            Instant lease,
            TransitionDetails details) {
        var update = handle.createUpdate("""
                update payment set state = :to, lease_until = :lease, settle_attempts = settle_attempts + :attempts,
                    transaction_hash = coalesce(:transaction, transaction_hash), reason = :reason,
                    doubted_at = coalesce(doubted_at, :doubted), facilitator = coalesce(:facilitator, facilitator),
                    changed_at = :now
                where state = :from and lease_version = :version and """ + KEY);
        return bindFence(bindKey(update, claim.key()), from, claim.leaseVersion())
                        .bind("to", to.column())
                        .bind("attempts", to == PaymentState.SETTLING && from != to ? 1 : 0)
                        .bind(
                                "facilitator",
                                details.facilitator().map(URI::toString).orElse(null))
                        .bind("doubted", to == PaymentState.UNKNOWN ? (Long) now.toEpochMilli() : null)
                        .bind(
                                "transaction",
                                details.transaction().map(Bytes32::hex).orElse(null))
                        .bind(
                                "reason",
                                details.reason().map(PaymentDao::shortened).orElse(null))
                        .bind("lease", lease.toEpochMilli())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** The money has moved. The lease version counts on, so that a holder of the payment can no longer write. */
    static boolean settle(
            Handle handle,
            PaymentKey key,
            PaymentState from,
            long version,
            Bytes32 transaction,
            String receiptId,
            Instant now) {
        var update = handle.createUpdate("""
                update payment set state = 'settled', lease_version = lease_version + 1, lease_until = :now,
                    transaction_hash = :transaction, receipt_id = :receipt, reason = null, settled_at = :now,
                    changed_at = :now
                where state = :from and lease_version = :version and """ + KEY);
        return bindFence(bindKey(update, key), from, version)
                        .bind("transaction", transaction.hex())
                        .bind("receipt", receiptId)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    static <S extends SqlStatement<S>> S bindKey(S statement, PaymentKey key) {
        return statement
                .bind("chain", key.chain().number())
                .bind("asset", key.asset().lowerCase())
                .bind("payer", key.payer().lowerCase())
                .bind("nonce", key.nonce().hex());
    }

    private static <S extends SqlStatement<S>> S bindPayment(S statement, PresentedPayment payment) {
        return statement
                .bind("signature", payment.signature())
                .bind("x402", payment.version())
                .bind("item", payment.itemId())
                .bind("quote", payment.quote().orElse(null))
                .bind("request", payment.facilitatorRequest());
    }

    static <S extends SqlStatement<S>> S bindFence(S statement, PaymentState from, long version) {
        return statement.bind("from", from.column()).bind("version", version);
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    /** What a transition leaves in the row beside the state. */
    record TransitionDetails(Optional<Bytes32> transaction, Optional<String> reason, Optional<URI> facilitator) {
        static TransitionDetails because(String reason) {
            return new TransitionDetails(Optional.empty(), Optional.of(reason), Optional.empty());
        }

        static TransitionDetails asking(Optional<URI> facilitator) {
            return new TransitionDetails(Optional.empty(), Optional.empty(), facilitator);
        }
    }
}
