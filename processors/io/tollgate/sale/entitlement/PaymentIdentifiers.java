package io.tollgate.sale.entitlement;

import static java.util.Objects.requireNonNull;

import io.tollgate.database.Database;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Bytes32;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The names that buyers gave to their payments: a name stands for one signed payment for one item, so a client that
 * signs again under an old name is stopped before it pays twice. Names are per payer.
 */
public final class PaymentIdentifiers {
    private final Database database;
    private final Duration kept;
    private final Clock clock;

    /** @param kept how long a name stands for its payment */
    public PaymentIdentifiers(Database database, Duration kept, Clock clock) {
        this.database = requireNonNull(database, "database must not be null");
        this.kept = requireNonNull(kept, "kept must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    /**
     * Has a name stand for a payment. The caller has checked that the payer signed it.
     *
     * @param digest of what was signed: says whether it is the same payment
     * @return false when the name stands for something else already
     */
    public boolean reserve(Address payer, String identifier, String itemId, Bytes32 digest) {
        return inserted(payer, identifier, itemId, digest) || stands(payer, identifier, itemId, digest);
    }

    private boolean inserted(Address payer, String identifier, String itemId, Bytes32 digest) {
        return database.statement(handle -> handle.createUpdate("""
                                insert into payment_identifier (payer, id, item_id, digest, until_at)
                                values (:payer, :id, :item, :digest, :until)
                                on conflict do nothing
                                """)
                        .bind("payer", payer.lowerCase())
                        .bind("id", identifier)
                        .bind("item", itemId)
                        .bind("digest", digest.hex())
                        .bind("until", clock.instant().plus(kept).toEpochMilli())
                        .execute())
                == 1;
    }

    private boolean stands(Address payer, String identifier, String itemId, Bytes32 digest) {
        return database.statement(handle -> handle.createQuery("""
                        select count(*) from payment_identifier
                        where payer = :payer and id = :id and item_id = :item and digest = :digest
                        """)
                        .bind("payer", payer.lowerCase())
                        .bind("id", identifier)
                        .bind("item", itemId)
                        .bind("digest", digest.hex())
                        .mapTo(Integer.class)
                        .one())
                == 1;
    }

    /** Forgets names that have stood long enough. Returns how many. */
    public int sweep(Instant now) {
        return database.statement(handle -> handle.createUpdate("delete from payment_identifier where until_at < :now")
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
