package io.tollgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.MovableClock;
import io.tollgate.TestDatabase;
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.ChainId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The way of an item from its upload to the list of what is for sale. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class CatalogTest {
    private static final Address SELLER = new Address("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");

    private final MovableClock clock = new MovableClock();
    private final RandomIds ids = new RandomIds(new SecureRandom());
    private final Database database;
    private final Catalog catalog;

    CatalogTest(TestDatabase kind) {
        database = Database.open(kind.ready());
        catalog = new Catalog(database, clock, ids);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anItemIsForSaleOnceItsBlobIsStored() {
        String id = pending("A song");

        Confirmation confirmation = catalog.confirm(id, blob("blob-1"));

        assertThat(confirmation).isInstanceOf(Confirmation.ForSale.class);
        Item item = catalog.find("blob-1").orElseThrow();
        assertThat(item.id()).isEqualTo(id).matches("item_[A-Za-z0-9_-]{22}");
        assertThat(item.title()).isEqualTo("A song");
        assertThat(item.fileName()).isEqualTo("song.flac");
        assertThat(item.contentType()).isEqualTo("audio/flac");
        assertThat(item.sealed()).isTrue();
        assertThat(item.readable().wrappedKey()).containsExactly(1, 2, 3);
        assertThat(item.payTo()).isEqualTo(SELLER);
        assertThat(item.network()).isEqualTo(new ChainId(84532));
        assertThat(item.price()).isEqualTo(AtomicAmount.parse("10000"));
        assertThat(item.termsVersion()).isEqualTo(1);
        assertThat(item.size()).isEqualTo(5_000_000_000L);
        assertThat(item.sha256()).isEqualTo("ab".repeat(32));
        assertThat(item.endEpoch()).isEqualTo(12);
        assertThat(item.sellableUntil()).isEqualTo(clock.instant().plus(Duration.ofDays(2)));
        assertThat(item.suiObjectId()).contains("0xsui");
        assertThat(item.createdAt()).isEqualTo(clock.instant());
        assertThat(item.state()).isEqualTo(Item.State.FOR_SALE);
    }

    @Test
    void anItemThatWaitsForItsBlobIsNotForSale() {
        pending("A song");

        assertThat(catalog.find("blob-1")).isEmpty();
        assertThat(catalog.list(10, Optional.empty())).isEmpty();
        assertThat(catalog.isEmpty()).isFalse();
    }

    @Test
    void aCatalogueIsEmptyBeforeItsFirstItem() {
        assertThat(catalog.isEmpty()).isTrue();
    }

    @Test
    void aBlobThatIsSoldAlreadyIsAConflictAndItsListingStaysAsItIs() {
        Item first = sell("The first", "blob-1");
        String second = pending("The second");

        Confirmation confirmation = catalog.confirm(second, blob("blob-1"));

        assertThat(confirmation).isEqualTo(new Confirmation.Conflict("blob-1"));
        assertThat(catalog.find("blob-1").orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(first);
        assertThatThrownBy(() -> catalog.confirm(second, blob("blob-2"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void confirmedTwiceAnItemIsForSaleOnce() {
        String id = pending("A song");
        catalog.confirm(id, blob("blob-1"));

        Confirmation again = catalog.confirm(id, blob("blob-1"));

        assertThat(again).isInstanceOf(Confirmation.ForSale.class);
        assertThat(catalog.list(10, Optional.empty())).hasSize(1);
    }

    @Test
    void anItemForSaleKeepsItsBlob() {
        Item sold = sell("A song", "blob-1");

        assertThatThrownBy(() -> catalog.confirm(sold.id(), blob("blob-2")))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(catalog.find("blob-1")).isPresent();
        assertThat(catalog.find("blob-2")).isEmpty();
    }

    @Test
    void onlyWhoHoldsAnUploadPutsItUpForSale() {
        String id = pending("A song");
        held(id, "later");

        Confirmation overtaken = catalog.confirm(id, blob("blob-1"), Optional.of("earlier"));

        assertThat(overtaken).isEqualTo(new Confirmation.Overtaken());
        assertThat(catalog.find("blob-1")).isEmpty();
        assertThat(catalog.confirm(id, blob("blob-2"), Optional.of("later"))).isInstanceOf(Confirmation.ForSale.class);
    }

    @Test
    void whoFinishesAnUploadSecondFindsTheItemOfTheFirst() {
        String id = pending("A song");
        held(id, "first");
        catalog.confirm(id, blob("blob-1"), Optional.of("first"));

        Confirmation second = catalog.confirm(id, blob("blob-2"), Optional.of("second"));

        assertThat(second)
                .isInstanceOfSatisfying(
                        Confirmation.ForSale.class,
                        found -> assertThat(found.item().blobId()).isEqualTo("blob-1"));
        assertThat(catalog.find("blob-2")).isEmpty();
    }

    @Test
    void anUploadThatWasGivenUpWhileItWasFinishedIsNotForSale() {
        String id = pending("A song");
        held(id, "first");
        catalog.discard(id);

        assertThat(catalog.confirm(id, blob("blob-1"), Optional.of("first"))).isEqualTo(new Confirmation.Overtaken());
    }

    private void held(String item, String holder) {
        database.statement(handle -> handle.createUpdate("""
                        insert into upload (id, item_id, fields, byte_size, part_size, created_at, touched_at, holder)
                        values (:item, :item, '{}', 1, 1, 0, 0, :holder)
                        """)
                .bind("item", item)
                .bind("holder", holder)
                .execute());
    }

    @Test
    void anItemNobodyAnnouncedCannotBeConfirmed() {
        assertThatThrownBy(() -> catalog.confirm("item_unknown", blob("blob-1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void discardForgetsAPendingItemButNeverOneForSale() {
        Item sold = sell("Sold", "blob-1");
        String pending = pending("Pending");

        catalog.discard(pending);
        catalog.discard(sold.id());

        assertThatThrownBy(() -> catalog.confirm(pending, blob("blob-2"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(catalog.find("blob-1")).isPresent();
    }

    @Test
    void theListShowsTheNewestFirstPageByPage() {
        for (int number = 1; number <= 5; number++) {
            sell("Item " + number, "blob-" + number);
            clock.advance(number == 2 ? Duration.ZERO : Duration.ofSeconds(1));
        }

        List<String> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        for (int page = 1; page <= 3; page++) {
            List<Item> items = catalog.list(2, after);
            items.forEach(item -> seen.add(item.blobId()));
            after = Optional.of(items.getLast().blobId());
        }

        assertThat(seen)
                .hasSize(5)
                .startsWith("blob-5", "blob-4")
                .endsWith("blob-1")
                .doesNotHaveDuplicates();
        assertThat(catalog.list(2, after)).isEmpty();
        assertThat(catalog.list(2, Optional.of("no-such-blob"))).isEmpty();
    }

    @Test
    void whatIsNoLongerSoldIsNotListedButFoundByItsBuyers() {
        sell("A song", "blob-1");

        clock.advance(Duration.ofDays(2));

        assertThat(catalog.list(10, Optional.empty())).isEmpty();
        assertThat(catalog.find("blob-1")).isPresent();
    }

    @Test
    void aTitleTooLongForItsColumnIsRefusedInWords() {
        assertThatThrownBy(() -> newItem("x".repeat(201), true, new byte[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("title must be at most 200 characters");
    }

    @Test
    void aSealedItemNeedsAKeyAndAnUnsealedOneHasNone() {
        assertThatThrownBy(() -> newItem("A song", true, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> newItem("A song", false, new byte[] {1})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSellerTokenIsKnownByItsHashAndNeverPrinted() {
        SellerToken token = SellerToken.create(ids);
        SellerToken other = SellerToken.create(ids);

        assertThat(token.reveal()).matches("seller_[A-Za-z0-9_-]{22}");
        assertThat(SellerToken.presented(token.reveal()).matches(token.hash())).isTrue();
        assertThat(other.matches(token.hash())).isFalse();
        assertThat(token.hash()).hasSize(64).doesNotContain(token.reveal());
        assertThat(token.toString()).doesNotContain(token.reveal());
    }

    private Item sell(String title, String blobId) {
        return ((Confirmation.ForSale) catalog.confirm(pending(title), blob(blobId))).item();
    }

    private String pending(String title) {
        NewItem item = newItem(title, true, new byte[] {1, 2, 3});
        catalog.addPending(item);
        catalog.addPart(item.id(), new ItemPart(0, "a-part", 5_000_000_000L, 5_000_000_056L, Optional.empty(), 12));
        return item.id();
    }

    private NewItem newItem(String title, boolean sealed, byte[] wrappedKey) {
        return new NewItem(
                catalog.newId(),
                ItemText.of(title, ""),
                "song.flac",
                "audio/flac",
                sealed,
                wrappedKey,
                new SaleTerms(new Pricing.Fixed(AtomicAmount.parse("10000")), SELLER, new ChainId(84532), List.of()),
                Duration.ofHours(24),
                SellerToken.create(ids).hash(),
                "kek");
    }

    private StoredBlob blob(String blobId) {
        return new StoredBlob(
                blobId,
                12,
                clock.instant().plus(Duration.ofDays(3)),
                clock.instant().plus(Duration.ofDays(4)),
                clock.instant().plus(Duration.ofDays(2)),
                Optional.of("0xsui"),
                5_000_000_000L,
                "ab".repeat(32));
    }
}
