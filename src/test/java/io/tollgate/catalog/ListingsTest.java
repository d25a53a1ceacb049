package io.tollgate.catalog;

import static io.tollgate.catalog.CatalogFixture.fixed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestDatabase;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.ChainId;
import java.time.Duration;
import java.time.Instant;
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

/** What sellers and operators change, and what stays of what was before. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ListingsTest {
    private static final Address OTHER = new Address("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC");

    private final CatalogFixture fixture;
    private final Catalog catalog;
    private final Listings listings;

    ListingsTest(TestDatabase kind) {
        fixture = new CatalogFixture(kind);
        catalog = fixture.catalog;
        listings = fixture.listings;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static ItemChange terms(SaleTerms terms) {
        return new ItemChange(Map.of(), Optional.of(terms), Optional.empty());
    }

    private static ItemChange forSale(boolean forSale) {
        return new ItemChange(Map.of(), Optional.empty(), Optional.of(forSale));
    }

    @Test
    void aPriceByTheMiBIsKnownOnceTheSizeIs() {
        Pricing pricing = new Pricing.PerMiB(
                AtomicAmount.parse("10000"), AtomicAmount.ZERO, Optional.of(AtomicAmount.parse("90000")));
        SaleTerms terms = new SaleTerms(pricing, CatalogFixture.SELLER, CatalogFixture.CHAIN, List.of());

        Item item = fixture.sell("blob-1", terms, 3 * 1024 * 1024 + 1);

        assertThat(item.price()).isEqualTo(AtomicAmount.parse("30001"));
        assertThat(item.pricing()).isEqualTo(pricing);
        assertThat(fixture.now(item).price()).isEqualTo(AtomicAmount.parse("30001"));
        assertThat(fixture.sell("blob-2", terms, 99 * 1024 * 1024).price()).isEqualTo(AtomicAmount.parse("90000"));
    }

    @Test
    void newTermsAreANewVersionBesideTheOldOne() {
        Item item = fixture.sell("blob-1");
        Instant before = fixture.clock.instant();
        SaleTerms dearer = new SaleTerms(
                new Pricing.Fixed(AtomicAmount.parse("20000")), OTHER, new ChainId(80002), List.of(new ChainId(80002)));

        fixture.clock.advance(Duration.ofMinutes(1));
        assertThat(listings.change(item, terms(dearer))).isTrue();

        Item changed = fixture.now(item);
        assertThat(changed.termsVersion()).isEqualTo(2);
        assertThat(changed.price()).isEqualTo(AtomicAmount.parse("20000"));
        assertThat(changed.payTo()).isEqualTo(OTHER);
        assertThat(changed.networks()).containsExactly(new ChainId(80002));
        assertThat(catalog.termsSince(changed, before)).containsExactly(changed.terms(), item.terms());
        assertThat(catalog.termsSince(changed, fixture.clock.instant())).containsExactly(changed.terms());
        assertThat(fixture.events()).containsExactly("item-changed");
    }

    @Test
    void whatWasSupersededTwiceIsHonouredFromItsOwnEnd() {
        Item first = fixture.sell("blob-1");
        listings.change(first, terms(fixed("20000")));
        fixture.clock.advance(Duration.ofMinutes(6));
        Item second = fixture.now(first);
        listings.change(second, terms(fixed("30000")));
        fixture.clock.advance(Duration.ofMinutes(6));
        Item third = fixture.now(first);

        List<ItemTerms> honoured =
                catalog.termsSince(third, fixture.clock.instant().minus(Duration.ofMinutes(10)));

        assertThat(honoured).extracting(ItemTerms::version).containsExactly(3, 2);
    }

    @Test
    void theSameTermsAgainAreNoNewVersion() {
        Item item = fixture.sell("blob-1");

        assertThat(listings.change(item, terms(fixed("10000")))).isTrue();

        assertThat(fixture.now(item).termsVersion()).isEqualTo(1);
    }

    @Test
    void ofTwoChangesOfOneVersionOneWins() throws Exception {
        Item item = fixture.sell("blob-1");
        List<Callable<Boolean>> both = List.of(
                () -> listings.change(item, terms(fixed("20000"))), () -> listings.change(item, terms(fixed("30000"))));

        try (var threads = Executors.newFixedThreadPool(2)) {
            int won = 0;
            for (Future<Boolean> done : threads.invokeAll(both)) {
                won += done.get() ? 1 : 0;
            }

            assertThat(won).isEqualTo(1);
        }
        assertThat(fixture.now(item).termsVersion()).isEqualTo(2);
    }

    @Test
    void whatCostsNothingIsOnSaleUntilItIsGone() {
        Item item = fixture.sell("blob-1");

        listings.change(item, terms(fixed("0")));
        Instant free = fixture.now(item).sellableUntil();
        listings.change(fixture.now(item), terms(fixed("1")));
        Instant priced = fixture.now(item).sellableUntil();

        assertThat(free).isEqualTo(item.expiresAt().plus(Duration.ofDays(1)));
        assertThat(priced).isEqualTo(item.sellableUntil());
        assertThat(item.sellableUntil())
                .isEqualTo(item.expiresAt().minus(CatalogFixture.WINDOW).minus(CatalogFixture.MARGIN));
    }

    @Test
    void whatIsWithdrawnIsInNoListAndComesBack() {
        Item item = fixture.sell("blob-1");

        listings.change(item, forSale(false));
        assertThat(catalog.list(10, Optional.empty())).isEmpty();
        assertThat(fixture.now(item).state()).isEqualTo(Item.State.WITHDRAWN);

        listings.change(fixture.now(item), forSale(true));
        assertThat(catalog.list(10, Optional.empty())).hasSize(1);
        assertThat(fixture.now(item).state()).isEqualTo(Item.State.FOR_SALE);
    }

    @Test
    void deletionShredsTheKey() {
        Item item = fixture.sell("blob-1");

        assertThat(listings.delete(item, false)).isEqualTo(new Deletion.Done(0));

        assertThat(catalog.find("blob-1")).isEmpty();
        byte[] key = fixture.database.statement(handle -> handle.createQuery("select wrapped_key from item")
                .mapTo(byte[].class)
                .one());
        assertThat(key).isEmpty();
        assertThat(fixture.events()).containsExactly("item-deleted");
        assertThat(listings.change(item, terms(fixed("1")))).isFalse();
    }

    @Test
    void whileBuyersMayFetchItDeletionTakesForce() {
        Item item = fixture.sell("blob-1");
        fixture.bought(item, "rcpt_1");
        fixture.clock.advance(Duration.ofHours(1));
        fixture.bought(item, "rcpt_2");

        assertThat(listings.delete(item, false))
                .isEqualTo(new Deletion.Refused(2, fixture.clock.instant().plus(CatalogFixture.WINDOW)));
        assertThat(fixture.now(item).readable().wrappedKey()).containsExactly(1, 2, 3);
        assertThat(listings.delete(item, true)).isEqualTo(new Deletion.Done(2));
    }

    @Test
    void onceTheBuyersTimeIsOverItIsDeletedWithoutForce() {
        Item item = fixture.sell("blob-1");
        fixture.bought(item, "rcpt_1");

        fixture.clock.advance(CatalogFixture.WINDOW);

        assertThat(listings.delete(item, false)).isEqualTo(new Deletion.Done(0));
    }

    @Test
    void bytesOfADeletedListingMayBeOfferedAnew() {
        Item first = fixture.sell("blob-1");
        listings.delete(first, false);

        Item second = fixture.sell("blob-1");

        assertThat(fixture.now(first).id()).isEqualTo(second.id());
    }

    @Test
    void whatIsTakenDownSaysSoUntilItIsRestored() {
        Item item = fixture.sell("blob-1");
        listings.change(item, forSale(false));

        assertThat(listings.takeDown(item, "court order 12/34")).isTrue();
        assertThat(listings.takeDown(item, "again")).isFalse();
        assertThat(fixture.now(item).state()).isEqualTo(Item.State.TAKEN_DOWN);

        assertThat(listings.restore(item)).isTrue();
        assertThat(listings.restore(item)).isFalse();
        assertThat(fixture.now(item).state()).isEqualTo(Item.State.WITHDRAWN);
        assertThat(fixture.events()).containsExactlyInAnyOrder("item-changed", "item-taken-down", "item-restored");
    }

    @Test
    void onlyItsOwnTokenIsASellersToken() {
        Item item = fixture.sell("blob-1");

        assertThat(listings.isSeller(item, SellerToken.presented(fixture.token.reveal())))
                .isTrue();
        assertThat(listings.isSeller(item, SellerToken.create(fixture.ids))).isFalse();
        assertThat(listings.isSeller(item, SellerToken.presented(fixture.token.hash())))
                .isFalse();
    }
}
