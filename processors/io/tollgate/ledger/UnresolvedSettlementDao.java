package io.tollgate.ledger;

import io.tollgate.ledger.UnresolvedSettlements.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of reconciliation: what is due, who has leased it, what an operator was alerted of. */
final class UnresolvedSettlementDao {
    private UnresolvedSettlementDao() {}

    static List<UnresolvedSettlement> due(Handle handle, Instant now, int limit) {
        return handle.createQuery("""
                        select chain_id, asset, payer, nonce, state, lease_version, looks from payment
                        where state in ('unknown', 'settling') and lease_until <= :now and look_at <= :now
                        order by look_at, claimed_at, nonce fetch first :limit rows only
                        """)
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> new UnresolvedSettlement(
                        PaymentQueries.key(row),
                        PaymentState.ofColumn(row.getString("state")),
                        row.getLong("lease_version"),
                        row.getInt("looks")))
                .list();
    }

    static boolean leaseSettlement(
            Handle handle, UnresolvedSettlement settlement, Instant now, Instant lease, Instant next) {
        var update = handle.createUpdate("""
                update payment set state = 'unknown', lease_version = lease_version + 1, lease_until = :lease,
                    doubted_at = coalesce(doubted_at, changed_at), looks = looks + 1, look_at = :next,
                    changed_at = :now
                where state = :from and lease_version = :version and lease_until <= :now and\
                """ + PaymentDao.KEY);
        return PaymentDao.bindFence(
                                PaymentDao.bindKey(update, settlement.key()),
                                settlement.state(),
                                settlement.leaseVersion())
                        .bind("lease", lease.toEpochMilli())
                        .bind("next", next.toEpochMilli())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    static int hurry(Handle handle) {
        return handle.createUpdate("update payment set look_at = 0 where state in ('unknown', 'settling')")
                .execute();
    }

    static int releaseAbandoned(Handle handle, Instant now) {
        return handle.createUpdate("""
                        update payment set state = 'released', lease_version = lease_version + 1,
                            reason = 'its request ended early', changed_at = :now
                        where state = 'claimed' and lease_until <= :now
                        """).bind("now", now.toEpochMilli()).execute();
    }

    static List<PaymentRecord> alarming(Handle handle, Instant now, Instant before) {
        return handle.createQuery(PaymentQueries.SELECT + PaymentQueries.OPEN + """
                        and p.alarmed_at is null and coalesce(p.doubted_at, p.changed_at) <= :before
                        order by p.claimed_at, p.nonce
                        """)
                .bind("now", now.toEpochMilli())
                .bind("before", before.toEpochMilli())
                .map((row, context) -> PaymentQueries.record(row))
                .list();
    }

    static boolean alarmed(Handle handle, PaymentKey key, Instant now) {
        var update = handle.createUpdate(
                "update payment set alarmed_at = :now where alarmed_at is null and" + PaymentDao.KEY);
        return PaymentDao.bindKey(update, key).bind("now", now.toEpochMilli()).execute() == 1;
    }

    static Backlog backlog(Handle handle, Instant now) {
        return handle.createQuery("""
                        select count(*) as doubts, min(coalesce(doubted_at, changed_at)) as since from payment p where\
                        """ + " " + PaymentQueries.OPEN)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Backlog(
                        row.getLong("doubts"),
                        PaymentQueries.moment(row, "since")
                                .map(since -> Duration.between(since, now))
                                .orElse(Duration.ZERO)))
                .one();
    }
}
