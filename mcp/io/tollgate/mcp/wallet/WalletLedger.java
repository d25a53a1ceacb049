package io.tollgate.mcp.wallet;

import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.payer.ProposedPayment;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What the wallet has set aside, in a database of its own. Setting aside is one transaction whose updates carry the caps
 * in their conditions, so that no number of processes goes over one. What was set aside is never given back on its own:
 * a signature that is out may be used until it expires.
 */
public final class WalletLedger {
    static final String RESERVED = "reserved";
    static final String WHOLE_WALLET = "wallet";

    private static final Duration DAY = Duration.ofDays(1);

    /** A process that died between setting aside and signing has sent nothing; long after that its place can be taken. */
    private static final Duration ABANDONED = Duration.ofMinutes(10);

    private final Database database;
    private final Clock clock;
    private final WalletAudit audit;
    private final Confirmations confirmations;

    public WalletLedger(Database database, Clock clock, RandomIds ids) {
        this.database = database;
        this.clock = clock;
        this.audit = new WalletAudit(database, clock, ids);
        this.confirmations = new Confirmations(database, clock);
    }

    /** What happened to purchases, line by line. */
    public WalletAudit audit() {
        return audit;
    }

    Confirmations confirmations() {
        return confirmations;
    }

    /** A cap, and what of it is set aside today. */
    public record Cap(String scope, long most) {}

    /** Thrown inside the transaction, so that nothing of it stays. */
    private static final class OverCap extends RuntimeException {
        private final Cap cap;

        private OverCap(Cap cap) {
            super(null, null, false, false);
            this.cap = cap;
        }
    }

    /**
     * Sets the money aside for a purchase that has none yet.
     *
     * @param automatic true when the caller gave the purchase no name of its own
     * @return empty when it was set aside; else one clause that says why not
     */
    public Optional<String> reserve(
            String purchase, String caller, boolean automatic, ProposedPayment spending, List<Cap> caps) {
        long micros = WalletRules.micros(spending);
        try {
            return database.transaction(handle -> {
                boolean inserted = insert(handle, purchase, caller, automatic, spending, micros);
                if (!inserted && !leaseSettlement(handle, purchase, spending)) {
                    return Optional.of("a payment for this purchase has been signed already; nothing is paid twice");
                }
                if (inserted) {
                    caps.forEach(cap -> add(handle, cap, micros));
                }
                audit.note(handle, purchase, caller, "reserved", spending.price() + " to " + spending.payTo());
                return Optional.empty();
            });
        } catch (OverCap e) {
            return Optional.of("it costs " + spending.price() + " and today's limit of "
                    + WalletRules.dollars(e.cap.most()) + " (" + e.cap.scope() + ") leaves less than that");
        }
    }

    private boolean insert(
            Handle handle, String purchase, String caller, boolean automatic, ProposedPayment spending, long micros) {
        return handle.createUpdate("""
                        insert into wallet_purchases (id, caller, automatic, url, pay_to, network, asset, amount, micros,
                            state, reserved_at, updated_at)
                        values (:id, :caller, :automatic, :url, :payTo, :network, :asset, :amount, :micros,
                            'reserved', :now, :now)
                        on conflict do nothing
                        """)
                        .bind("id", purchase)
                        .bind("caller", caller)
                        .bind("automatic", automatic)
                        .bind("url", spending.url().toString())
                        .bind("payTo", spending.payTo().toString())
                        .bind("network", spending.network().name())
                        .bind("asset", spending.offer().asset().toString())
                        .bind("amount", spending.amount().toString())
                        .bind("micros", micros)
                        .bind("now", clock.millis())
                        .execute()
                == 1;
    }

    private boolean leaseSettlement(Handle handle, String purchase, ProposedPayment spending) {
        return handle.createUpdate("""
                        update wallet_purchases set updated_at = :now
                        where id = :id and payment is null and updated_at < :before and url = :url
                            and pay_to = :payTo and amount = :amount and network = :network
                        """)
                        .bind("now", clock.millis())
                        .bind("before", clock.instant().minus(ABANDONED).toEpochMilli())
                        .bind("id", purchase)
                        .bind("url", spending.url().toString())
                        .bind("payTo", spending.payTo().toString())
                        .bind("amount", spending.amount().toString())
                        .bind("network", spending.network().name())
                        .execute()
                == 1;
    }

    private void add(Handle handle, Cap cap, long micros) {
        long day = today();
        handle.createUpdate(
                        "insert into wallet_days (day_utc, scope, reserved) values (:day, :scope, 0) on conflict do nothing")
                .bind("day", day)
                .bind("scope", cap.scope())
                .execute();
        int added = handle.createUpdate("""
                        update wallet_days set reserved = reserved + :micros
                        where day_utc = :day and scope = :scope and reserved + :micros <= :most
                        """)
                .bind("micros", micros)
                .bind("day", day)
                .bind("scope", cap.scope())
                .bind("most", cap.most())
                .execute();
        if (added != 1) {
            throw new OverCap(cap);
        }
    }

    private long today() {
        return clock.millis() / DAY.toMillis();
    }

    /** Millionths of a dollar set aside today. */
    public long reservedToday(String scope) {
        return database.statement(
                handle -> handle.createQuery("select reserved from wallet_days where day_utc = :day and scope = :scope")
                        .bind("day", today())
                        .bind("scope", scope)
                        .mapTo(long.class)
                        .findOne()
                        .orElse(0L));
    }

    /** Stores the payment unless one is stored already, and records its outcome. */
    boolean keep(PurchaseName purchase, String state, String payment, boolean first) {
        return database.transaction(handle -> {
            boolean kept = handle.createUpdate("""
                            update wallet_purchases set payment = :payment, state = :state, updated_at = :now
                            where id = :id and (payment is null) = :first
                            """)
                            .bind("payment", payment)
                            .bind("state", state)
                            .bind("now", clock.millis())
                            .bind("id", purchase.id())
                            .bind("first", first)
                            .execute()
                    == 1;
            if (kept) {
                audit.note(handle, purchase.id(), purchase.caller(), state, "");
            }
            return kept;
        });
    }

    public Optional<PurchaseRow> find(String purchase) {
        return database.statement(handle -> handle.createQuery("select * from wallet_purchases where id = :id")
                .bind("id", purchase)
                .map(PurchaseRow::read)
                .findOne());
    }

    /** The latest purchase of this file that was not given a name and is not older than a day. */
    Optional<String> recent(String caller, String url) {
        return database.statement(handle -> handle.createQuery("""
                        select id from wallet_purchases
                        where caller = :caller and url = :url and automatic = true and reserved_at > :since
                        order by reserved_at desc limit 1
                        """)
                .bind("caller", caller)
                .bind("url", url)
                .bind("since", clock.instant().minus(DAY).toEpochMilli())
                .mapTo(String.class)
                .findOne());
    }

    /** The latest purchases of a caller, the newest first. */
    public List<PurchaseRow> latest(String caller, int most) {
        return database.statement(handle -> handle.createQuery("""
                        select * from wallet_purchases where caller = :caller order by reserved_at desc limit :most
                        """)
                .bind("caller", caller)
                .bind("most", most)
                .map(PurchaseRow::read)
                .list());
    }
}
