package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What a seller changes about an item, and what the operator does. Terms are never overwritten: a new version is written
 * beside the old one, which payments under way may still match for a while.
 */
public final class Listings {
    private static final byte[] SHREDDED = new byte[0];

    private final Database database;
    private final SalePeriod period;
    private final Clock clock;
    private final ItemEvents events;

    public Listings(Database database, SalePeriod period, Clock clock, RandomIds ids) {
        this.database = requireNonNull(database, "database must not be null");
        this.period = requireNonNull(period, "period must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
        this.events = new ItemEvents(ids);
    }

    /** True when the token is the one that the seller was shown when the item was uploaded. */
    public boolean isSeller(Item item, SellerToken token) {
        return database.statement(handle -> ListingDao.sellerTokenHash(handle, item.id()))
                .filter(token::matches)
                .isPresent();
    }

    /**
     * Makes a change, all of it or nothing.
     *
     * @param item as the seller saw it
     * @return false when another request changed or deleted the item meanwhile
     */
    public boolean change(Item item, ItemChange change) {
        return change.isEmpty() || database.transaction(handle -> changed(handle, item, change, clock.instant()));
    }

    private boolean changed(Handle handle, Item item, ItemChange change, Instant now) {
        Optional<ItemTerms> next = change.terms()
                .filter(asked -> !asked.equals(item.terms().requested()))
                .map(asked -> new ItemTerms(
                        item.termsVersion() + 1, asked, asked.pricing().of(item.size())));
        boolean free = next.orElseGet(item::terms).price().isZero();
        Instant goneAt = ListingDao.goneAt(handle, item.id()).orElse(item.expiresAt());
        Instant sellableUntil = period.end(item.expiresAt(), goneAt, item.entitlementWindow(), free);
        ItemText text = item.text().with(change.text());
        if (!ListingDao.change(handle, item, text, next.map(ItemTerms::version), sellableUntil, now)) {
            return false;
        }
        next.ifPresent(terms -> {
            TermsDao.supersede(handle, item.id(), item.termsVersion(), now.toEpochMilli());
            TermsDao.insert(handle, item.id(), terms, now.toEpochMilli());
        });
        change.forSale().ifPresent(forSale -> ListingDao.withdraw(handle, item.id(), forSale ? null : now));
        events.announce(handle, ItemEvents.CHANGED, item, now);
        return true;
    }

    /**
     * Deletes an item by shredding its key: the stored bytes stay and can no longer be opened.
     *
     * @param force also while buyers rely on it, who then lose what they have paid for
     */
    public Deletion delete(Item item, boolean force) {
        return database.transaction(handle -> {
            Instant now = clock.instant();
            ListingDao.Reliance reliance = ListingDao.reliance(handle, item.id(), now);
            if (reliance.buyers() > 0 && !force) {
                return new Deletion.Refused(reliance.buyers(), reliance.until().orElse(now));
            }
            if (ListingDao.shred(handle, item.id(), SHREDDED)) {
                events.announce(handle, ItemEvents.DELETED, item, now);
            }
            return new Deletion.Done(reliance.buyers());
        });
    }

    /**
     * Stops serving an item, to buyers as well, because the operator must not.
     *
     * @param reason for the records, at most 400 characters; buyers are not told
     * @return false when there is no such item, or it was taken down before
     */
    public boolean takeDown(Item item, String reason) {
        return database.transaction(handle -> {
            Instant now = clock.instant();
            boolean down = ListingDao.takeDown(handle, item.id(), reason, now);
            if (down) {
                events.announce(handle, ItemEvents.TAKEN_DOWN, item, now);
            }
            return down;
        });
    }

    /**
     * Serves an item again that was taken down.
     *
     * @return false when it was not down
     */
    public boolean restore(Item item) {
        return database.transaction(handle -> {
            boolean up = ListingDao.restore(handle, item.id());
            if (up) {
                events.announce(handle, ItemEvents.RESTORED, item, clock.instant());
            }
            return up;
        });
    }
}
