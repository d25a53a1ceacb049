package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.database.SqlStates;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * What is for sale. An item is written, with its key, before its first byte leaves the house, so that a stored blob can
 * never be left without the key that opens it; it is for sale once Walrus has said what the blob is called.
 */
public final class Catalog {
    private static final int MOST_LISTED = 200;

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
        return database.statement(ItemRows::none);
    }

    /** Writes down an item that is about to be stored. */
    public void addPending(NewItem item) {
        database.transaction(handle -> ItemRows.insert(handle, item, clock.millis()));
    }

    /**
     * Puts an item up for sale. Said twice with the same blob, the second time changes nothing.
     *
     * @throws IllegalArgumentException when no item of this id is waiting
     */
    public Confirmation confirm(String itemId, StoredBlob blob) {
        try {
            if (database.statement(handle -> ItemRows.confirm(handle, itemId, blob)) == 1) {
                return new Confirmation.ForSale(find(blob.blobId()).orElseThrow());
            }
        } catch (UnableToExecuteStatementException e) {
            if (!SqlStates.isUniqueViolation(e)) {
                throw e;
            }
            database.transaction(handle -> ItemRows.discard(handle, itemId));
            return new Confirmation.Conflict(blob.blobId());
        }
        return find(blob.blobId())
                .filter(item -> item.id().equals(itemId))
                .<Confirmation>map(Confirmation.ForSale::new)
                .orElseThrow(() -> new IllegalArgumentException("no item waits under " + itemId));
    }

    /** Forgets an item that never was for sale, and its key with it. */
    public void discard(String itemId) {
        database.transaction(handle -> ItemRows.discard(handle, itemId));
    }

    /**
     * An item by its blob id, also one that is no longer sold: who has paid for it asks here as well, so a seller's
     * {@link Item#sellableUntil()} is for the caller to look at.
     */
    public Optional<Item> find(String blobId) {
        return database.statement(handle -> ItemRows.find(handle, blobId));
    }

    /**
     * What is sold now, newest first.
     *
     * @param limit how many at most, 1 to 200
     * @param after the blob id of the last item already seen; empty for the first page
     */
    public List<Item> list(int limit, Optional<String> after) {
        if (limit < 1 || limit > MOST_LISTED) {
            throw new IllegalArgumentException("limit must be between 1 and " + MOST_LISTED);
        }
        Optional<Item> last = after.flatMap(this::find);
        if (after.isPresent() && last.isEmpty()) {
            return List.of();
        }
        return database.statement(handle -> ItemRows.list(handle, clock.millis(), limit, last));
    }
}
