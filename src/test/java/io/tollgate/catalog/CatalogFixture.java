package io.tollgate.catalog;

import io.tollgate.MovableClock;
import io.tollgate.TestDatabase;
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.ChainId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An empty catalog with a clock that tests move, and items in it by one call. */
final class CatalogFixture implements AutoCloseable {
    static final Address SELLER = new Address("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
    static final ChainId CHAIN = new ChainId(84532);
    static final Duration WINDOW = Duration.ofHours(24);
    static final Duration MARGIN = Duration.ofHours(1);

    /** Storage that was paid for lasts so long at least, and a day longer at most. */
    static final Duration STORED = Duration.ofDays(5);

    final MovableClock clock = new MovableClock();
    final RandomIds ids = new RandomIds(new SecureRandom());
    final Database database;
    final Catalog catalog;
    final SalePeriod period = new SalePeriod(MARGIN);
    final Listings listings;
    final SellerToken token = SellerToken.create(ids);

    CatalogFixture(TestDatabase kind) {
        database = Database.open(kind.empty());
        catalog = new Catalog(database, clock, ids);
        listings = new Listings(database, period, clock, ids);
    }

    static SaleTerms fixed(String units) {
        return new SaleTerms(new Pricing.Fixed(AtomicAmount.parse(units)), SELLER, CHAIN, List.of());
    }

    String pending(SaleTerms terms) {
        String id = catalog.newId();
        catalog.addPending(new NewItem(
                id,
                ItemText.of("A song", ""),
                "song.flac",
                "audio/flac",
                true,
                new byte[] {1, 2, 3},
                terms,
                WINDOW,
                token.hash(),
                "kek"));
        return id;
    }

    Item sell(String blobId, SaleTerms terms, long size) {
        boolean free = terms.pricing().of(size).isZero();
        var expiresAt = clock.instant().plus(STORED);
        var goneAt = expiresAt.plus(Duration.ofDays(1));
        StoredBlob blob = new StoredBlob(
                blobId,
                12,
                expiresAt,
                goneAt,
                period.end(expiresAt, goneAt, WINDOW, free),
                Optional.empty(),
                size,
                "ab".repeat(32));
        String id = pending(terms);
        catalog.addPart(id, new ItemPart(0, blobId, size, size + 56, Optional.empty(), 12));
        return ((Confirmation.ForSale) catalog.confirm(id, blob)).item();
    }

    Item sell(String blobId) {
        return sell(blobId, fixed("10000"), 1000);
    }

    Item now(Item item) {
        return catalog.find(item.blobId()).orElseThrow();
    }

    /** Kinds of the messages in the outbox, oldest first. */
    List<String> events() {
        return database.statement(handle -> handle.createQuery("select kind from outbox order by created_at, id")
                .mapTo(String.class)
                .list());
    }

    /** Records that a buyer has bought an item and may fetch it for the window. */
    void bought(Item item, String receipt) {
        database.statement(handle -> handle.createUpdate("""
                        insert into entitlement (receipt_id, chain_id, asset, payer, nonce, item_id, granted_at,
                            until_at, deliveries)
                        values (:receipt, 84532, '0xa', '0xb', :receipt, :item, :now, :until, 0)
                        """)
                .bind("receipt", receipt)
                .bind("item", item.id())
                .bind("now", clock.millis())
                .bind("until", clock.instant().plus(WINDOW).toEpochMilli())
                .execute());
    }

    @Override
    public void close() {
        database.close();
    }
}
