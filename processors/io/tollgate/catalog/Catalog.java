package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.database.SqlStates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * What is for sale. An item is written, with its key, before its first byte leaves the gateway, so that a stored blob can
 * never be left without the key that opens it; it is for sale once Walrus has said what the blob is called.
 */
public final class Catalog {
    private static final int MAX_PAGE_SIZE = 200;

    private final Database database;
    private final Clock clock;
    private final RandomIds ids;

    public Catalog(Database database, Clock clock, RandomIds ids) {
        this.database = requireNonNull(database, "database must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
        this.ids = requireNonNull(ids, "ids must not be null");
    }

    /** A name for an item to come, {@code item_…}. */
    public String newId() {
        return ids.next("item_");
    }

    /** True until the first item was written: only then may a key-encryption key be made. */
    public boolean isEmpty() {
        return database.statement(ItemDao::none);
    }

    /** Writes down an item that is about to be stored. What its price comes to is known once its size is. */
    public void addPending(NewItem item) {
        long now = clock.millis();
        ItemTerms terms = new ItemTerms(
                TermsDao.FIRST, item.terms(), item.terms().pricing().of(0));
        database.transaction(handle -> {
            ItemDao.insert(handle, item, now);
            TermsDao.insert(handle, item.id(), terms, now);
            return item;
        });
    }

    /** Changes what is said of an item that is being stored and what will be asked for it. */
    public void revise(String itemId, ItemText text, SaleTerms asked, Duration entitlementWindow) {
        ItemTerms terms = new ItemTerms(TermsDao.FIRST, asked, asked.pricing().of(0));
        database.transaction(handle -> {
            int waiting = ItemDao.describe(handle, itemId, text, entitlementWindow);
            if (waiting == 1) {
                TermsDao.delete(handle, itemId);
                TermsDao.insert(handle, itemId, terms, clock.millis());
            }
            return waiting;
        });
    }

    /** Writes down that a part of an item is stored. Said twice, the first time counts. */
    public void addPart(String itemId, ItemPart part) {
        database.statement(handle -> PartDao.add(handle, itemId, part));
    }

    /** The stored parts of an item in the order of its bytes. */
    public List<ItemPart> parts(String itemId) {
        return database.statement(handle -> PartDao.stored(handle, itemId));
    }

    /** Notes that an upload has been stored, or read back; an item that is offered already stays as it is. */
    public void markState(String itemId, Item.State state) {
        if (state != Item.State.STORED && state != Item.State.READABLE) {
            throw new IllegalArgumentException("an upload is stored or readable, not " + state);
        }
        database.statement(handle -> ItemDao.markState(handle, itemId, state));
    }

    /**
     * Puts an item up for sale, at the price that its size makes. Said twice with the same blob, the second time changes
     * nothing.
     *
     * @throws IllegalArgumentException when no item of this id is waiting
     */
    public Confirmation confirm(String itemId, StoredBlob blob) {
        return confirm(itemId, blob, Optional.empty());
    }

    /**
     * The same for an upload that several requests may have made, one after the other or at once: only the one that holds
     * it puts the item up for sale, and a later upload of the same bytes finds that item, whatever its blob id.
     *
     * @param holder the request that {@code upload.holder} must name; empty where there is one request only
     */
    public Confirmation confirm(String itemId, StoredBlob blob, Optional<String> holder) {
        try {
            if (database.transaction(handle -> confirmed(handle, itemId, blob, holder))) {
                return new Confirmation.ForSale(find(blob.blobId()).orElseThrow());
            }
        } catch (UnableToExecuteStatementException e) {
            if (!SqlStates.isUniqueViolation(e)) {
                throw e;
            }
            if (database.statement(handle -> ItemDao.releaseBlobId(handle, blob.blobId())) == 1) {
                return confirm(itemId, blob, holder);
            }
            discard(itemId);
            return new Confirmation.Conflict(blob.blobId());
        } catch (NotHeld e) {
            return new Confirmation.Overtaken();
        }
        if (holder.isPresent()) {
            return findById(itemId).<Confirmation>map(Confirmation.ForSale::new).orElseGet(Confirmation.Overtaken::new);
        }
        return find(blob.blobId())
                .filter(item -> item.id().equals(itemId))
                .<Confirmation>map(Confirmation.ForSale::new)
                .orElseThrow(() -> new IllegalArgumentException("no item waits under " + itemId));
    }

    /** Undoes what the transaction has written. */
    private static final class NotHeld extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static boolean confirmed(Handle handle, String itemId, StoredBlob blob, Optional<String> holder) {
        if (ItemDao.confirm(handle, itemId, blob) != 1) {
            return false;
        }
        if (holder.isPresent() && !UploadDao.hold(handle, itemId, holder.get())) {
            throw new NotHeld();
        }
        Pricing pricing = TermsDao.first(handle, itemId).requested().pricing();
        TermsDao.price(handle, itemId, pricing.of(blob.size()));
        return true;
    }

    /** Forgets an item that never was for sale, and its key with it. */
    public void discard(String itemId) {
        database.transaction(handle -> {
            int discarded = ItemDao.discard(handle, itemId);
            if (discarded == 1) {
                TermsDao.delete(handle, itemId);
                PartDao.delete(handle, itemId);
                UploadDao.deleteOf(handle, itemId);
            }
            return discarded;
        });
    }

    /**
     * An item by its blob id, also one that is no longer sold: who has paid for it asks here as well, so a seller's
     * {@link Item#sellableUntil()} and its {@link Item#state()} are for the caller to look at.
     */
    public Optional<Item> find(String blobId) {
        return database.statement(handle -> ItemDao.find(handle, blobId));
    }

    /**
     * An item that is or was for sale, by its own id and in whatever state: receipts and reports outlive it. Its blob id
     * is null once the same bytes were put up again after it was gone.
     */
    public Optional<Item> findById(String itemId) {
        return database.statement(handle -> ItemDao.findById(handle, itemId));
    }

    /**
     * What is sold now, newest first.
     *
     * @param limit how many at most, 1 to 200
     * @param after the blob id of the last item already seen, sold or not by now; empty for the first page
     */
    public List<Item> list(int limit, Optional<String> after) {
        if (limit < 1 || limit > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("limit must be between 1 and " + MAX_PAGE_SIZE);
        }
        Optional<ItemDao.Place> last = after.flatMap(id -> database.statement(h -> ItemDao.place(h, id)));
        if (after.isPresent() && last.isEmpty()) {
            return List.of();
        }
        return database.statement(handle -> ItemDao.list(handle, clock.millis(), limit, last));
    }

    /**
     * The terms that a payment may still match, newest first: those in force and those superseded after the given moment.
     */
    public List<ItemTerms> termsSince(Purchasable item, Instant moment) {
        return item.termsVersion() == TermsDao.FIRST
                ? List.of(item.terms())
                : database.statement(handle -> TermsDao.since(handle, item.id(), moment));
    }
}
