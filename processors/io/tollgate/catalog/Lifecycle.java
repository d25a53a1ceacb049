package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jdbi.v3.core.Handle;

/**
 * Moves items on as their time passes: announced, off sale, gone. Several gateways may do so side by side, each step is
 * taken by one of them. Nothing that sells waits for it: a sale looks at the clock itself.
 */
public final class Lifecycle {
    /** What one call moves at most; the rest waits for the next one. */
    private static final int AT_ONCE = 500;

    private final Database database;
    private final Catalog catalog;
    private final Times times;
    private final Clock clock;
    private final ItemEvents events;

    /**
     * @param notice    how long before the end of its sale an item is announced
     * @param abandoned the age at which an unfinished upload counts as abandoned
     */
    public record Times(Duration notice, Duration abandoned) {}

    public Lifecycle(Database database, Catalog catalog, Times times, Clock clock, RandomIds ids) {
        this.database = requireNonNull(database, "database must not be null");
        this.catalog = requireNonNull(catalog, "catalog must not be null");
        this.times = requireNonNull(times, "times must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
        this.events = new ItemEvents(ids);
    }

    /**
     * Forgets uploads that a crash or a client left behind, and their keys: what was stored of them is noise for ever.
     *
     * @return how many
     */
    public int forgetAbandoned() {
        Instant limit = clock.instant().minus(times.abandoned());
        List<String> left = database.statement(handle -> LifecycleDao.abandoned(handle, limit, AT_ONCE));
        left.forEach(catalog::discard);
        return left.size();
    }

    /** Announces items whose sale ends soon, each once. */
    public int announceExpiry() {
        Instant now = clock.instant();
        Instant soon = now.plus(times.notice());
        List<Item> due = database.statement(handle -> LifecycleDao.expiring(handle, now, soon, AT_ONCE));
        return move(due, ItemEvents.EXPIRES_SOON, (handle, item) -> LifecycleDao.notify(handle, item.id(), now));
    }

    /** Takes items off sale that could not be had for as long as a buyer is promised. */
    public int endExpiredSales() {
        List<Item> due = database.statement(handle -> LifecycleDao.over(handle, clock.instant(), AT_ONCE));
        return move(due, ItemEvents.OFF_SALE, (handle, item) -> LifecycleDao.endSale(handle, item.id()));
    }

    /** Lists items no more whose storage has ended. */
    public int declareGone() {
        List<Item> due = database.statement(handle -> LifecycleDao.ended(handle, clock.instant(), AT_ONCE));
        return move(due, ItemEvents.GONE, (handle, item) -> LifecycleDao.gone(handle, item.id()));
    }

    private int move(List<Item> due, String event, BiPredicate<Handle, Item> step) {
        int moved = 0;
        for (Item item : due) {
            boolean ours = database.transaction(handle -> {
                boolean taken = step.test(handle, item);
                if (taken) {
                    events.announce(handle, event, item, clock.instant());
                }
                return taken;
            });
            moved += ours ? 1 : 0;
        }
        return moved;
    }

    /** How many items there are in each state; a state without any is left out. */
    public Map<Item.State, Long> count() {
        return database.statement(LifecycleDao::count);
    }

    /** How many of those for sale will not be before long. */
    public long expiringSoon() {
        Instant soon = clock.instant().plus(times.notice());
        return database.statement(handle -> LifecycleDao.expiringSoon(handle, soon));
    }
}
