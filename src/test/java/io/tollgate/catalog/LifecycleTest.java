package io.tollgate.catalog;

import static io.tollgate.catalog.CatalogFixture.fixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tollgate.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An item from its upload to the end of its storage, as the clock moves. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LifecycleTest {
    private static final Duration NOTICE = Duration.ofHours(12);
    private static final Duration ABANDONED = Duration.ofHours(48);

    private final CatalogFixture fixture;
    private final Lifecycle lifecycle;

    LifecycleTest(TestDatabase kind) {
        fixture = new CatalogFixture(kind);
        lifecycle = new Lifecycle(
                fixture.database, fixture.catalog, new Lifecycle.Times(NOTICE, ABANDONED), fixture.clock, fixture.ids);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void moveTo(java.time.Instant moment) {
        fixture.clock.advance(Duration.between(fixture.clock.instant(), moment));
    }

    private void tick() {
        lifecycle.forgetAbandoned();
        lifecycle.announceExpiry();
        lifecycle.endExpiredSales();
        lifecycle.declareGone();
    }

    @Test
    void anItemIsAnnouncedThenOffSaleThenGone() {
        Item item = fixture.sell("blob-1");
        tick();
        assertThat(fixture.events()).isEmpty();

        moveTo(item.sellableUntil().minus(NOTICE));
        tick();
        tick();
        assertThat(fixture.events()).containsExactly("item-expires-soon");
        assertThat(lifecycle.expiringSoon()).isEqualTo(1);
        assertThat(fixture.now(item).state()).isEqualTo(Item.State.FOR_SALE);

        moveTo(item.sellableUntil());
        tick();
        tick();
        assertThat(fixture.events()).containsExactly("item-expires-soon", "item-off-sale");
        assertThat(fixture.now(item).state()).isEqualTo(Item.State.EXPIRING);
        assertThat(lifecycle.expiringSoon()).isZero();

        moveTo(item.expiresAt());
        tick();
        assertThat(fixture.now(item).state()).isEqualTo(Item.State.EXPIRING);

        moveTo(item.expiresAt().plus(Duration.ofDays(1)));
        tick();
        tick();
        assertThat(fixture.events()).containsExactly("item-expires-soon", "item-off-sale", "item-gone");
        assertThat(fixture.catalog.find("blob-1")).isEmpty();
        assertThat(lifecycle.count()).containsExactly(entry(Item.State.GONE, 1L));
    }

    @Test
    void aGatewayThatWasDownForLongCatchesUp() {
        Item item = fixture.sell("blob-1");

        moveTo(item.expiresAt().plus(Duration.ofDays(30)));
        tick();

        assertThat(fixture.events()).containsExactlyInAnyOrder("item-off-sale", "item-gone");
    }

    @Test
    void ofManyGatewaysOneTakesEachStep() throws Exception {
        Item item = fixture.sell("blob-1");
        moveTo(item.sellableUntil());
        List<Callable<Integer>> all =
                List.of(lifecycle::endExpiredSales, lifecycle::endExpiredSales, lifecycle::endExpiredSales);

        int moved = 0;
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (Future<Integer> done : threads.invokeAll(all)) {
                moved += done.get();
            }
        }

        assertThat(moved).isEqualTo(1);
        assertThat(fixture.events()).containsExactly("item-off-sale");
    }

    @Test
    void anExpiringItemThatBecomesFreeIsOnSaleAgain() {
        Item item = fixture.sell("blob-1");
        moveTo(item.sellableUntil());
        tick();

        fixture.listings.change(fixture.now(item), new ItemChange(Map.of(), Optional.of(fixed("0")), Optional.empty()));

        assertThat(fixture.now(item).state()).isEqualTo(Item.State.FOR_SALE);
        assertThat(fixture.catalog.list(10, Optional.empty())).hasSize(1);
    }

    @Test
    void anUploadThatNobodyFinishesIsForgottenWithItsKey() {
        String left = fixture.pending(fixed("10000"));
        String stored = fixture.pending(fixed("10000"));
        fixture.catalog.markState(stored, Item.State.STORED);
        Item sold = fixture.sell("blob-1");
        fixture.clock.advance(ABANDONED.minusSeconds(1));
        assertThat(lifecycle.forgetAbandoned()).isZero();
        fixture.clock.advance(Duration.ofSeconds(2));
        String fresh = fixture.pending(fixed("10000"));

        assertThat(lifecycle.forgetAbandoned()).isEqualTo(2);

        List<String> kept = fixture.database.statement(handle ->
                handle.createQuery("select id from item").mapTo(String.class).list());
        List<String> terms = fixture.database.statement(handle -> handle.createQuery("select item_id from item_terms")
                .mapTo(String.class)
                .list());
        assertThat(kept).containsExactlyInAnyOrder(sold.id(), fresh).doesNotContain(left, stored);
        assertThat(terms).containsExactlyInAnyOrder(sold.id(), fresh);
    }

    @Test
    void everyStateIsCounted() {
        fixture.pending(fixed("1"));
        fixture.catalog.markState(fixture.pending(fixed("1")), Item.State.STORED);
        fixture.catalog.markState(fixture.pending(fixed("1")), Item.State.READABLE);
        fixture.sell("blob-1");
        fixture.sell("blob-2");
        fixture.listings.takeDown(fixture.sell("blob-3"), "unlawful");
        fixture.listings.delete(fixture.sell("blob-4"), false);
        fixture.listings.change(fixture.sell("blob-5"), new ItemChange(Map.of(), Optional.empty(), Optional.of(false)));

        assertThat(lifecycle.count())
                .containsOnly(
                        entry(Item.State.PENDING, 1L),
                        entry(Item.State.STORED, 1L),
                        entry(Item.State.READABLE, 1L),
                        entry(Item.State.FOR_SALE, 2L),
                        entry(Item.State.TAKEN_DOWN, 1L),
                        entry(Item.State.DELETED, 1L),
                        entry(Item.State.WITHDRAWN, 1L));
    }
}
