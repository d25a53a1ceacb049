package io.tollgate.ledger;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of forgetting buyers, and of knowing a forgotten payment again. */
final class BuyerRetentionDao {
    private BuyerRetentionDao() {}

    static List<PaymentKey> due(Handle handle, Instant before, Instant now, int limit) {
        return handle.createQuery("""
                        select p.chain_id, p.asset, p.payer, p.nonce
                        from payment p left join entitlement e on e.receipt_id = p.receipt_id
                        where p.forgotten_at is null and p.changed_at < :before and p.state in ('settled', 'rejected')
                            and (e.until_at is null or e.until_at < :now)
                        order by p.changed_at fetch first :limit rows only
                        """)
                .bind("before", before.toEpochMilli())
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> PaymentQueries.key(row))
                .list();
    }

    /** One when it was still there to be forgotten. */
    static int forget(Handle handle, PaymentKey key, Pseudonyms pseudonyms, Instant now) {
        String payer = pseudonyms.payer(key.payer());
        String nonce = pseudonyms.nonce(key);
        var entitlement = handle.createUpdate(
                "update entitlement set payer = :hiddenPayer, nonce = :hiddenNonce where" + PaymentDao.KEY);
        PaymentDao.bindKey(entitlement, key)
                .bind("hiddenPayer", payer)
                .bind("hiddenNonce", nonce)
                .execute();
        var payment = handle.createUpdate("""
                update payment set payer = :hiddenPayer, nonce = :hiddenNonce, digest = '', signature = '',
                    quote = null, request = :nothing, transaction_hash = null, forgotten_at = :now
                where state in ('settled', 'rejected') and forgotten_at is null and\
                """ + PaymentDao.KEY);
        return PaymentDao.bindKey(payment, key)
                .bind("hiddenPayer", payer)
                .bind("hiddenNonce", nonce)
                .bind("nothing", new byte[0])
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Nothing was ever asked of the chain for these. */
    static int deleteReleased(Handle handle, Instant before) {
        return handle.createUpdate("delete from payment where state = 'released' and changed_at < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }

    static boolean isForgotten(Handle handle, PaymentKey key, Pseudonyms pseudonyms) {
        return handle.createQuery("select state from payment where chain_id = :chain and asset = :asset"
                        + " and payer = :payer and nonce = :nonce")
                .bind("chain", key.chain().number())
                .bind("asset", key.asset().lowerCase())
                .bind("payer", pseudonyms.payer(key.payer()))
                .bind("nonce", pseudonyms.nonce(key))
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }
}
