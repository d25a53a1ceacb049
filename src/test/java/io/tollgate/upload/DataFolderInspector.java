package io.tollgate.upload;

import io.tollgate.TestGateway;
import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.ItemChange;
import io.tollgate.catalog.ItemPart;
import io.tollgate.catalog.Listings;
import io.tollgate.catalog.Pricing;
import io.tollgate.catalog.SalePeriod;
import io.tollgate.catalog.SaleTerms;
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.x402.money.AtomicAmount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks into a twin's data folder: what is for sale, and what lies about. */
public final class DataFolderInspector implements AutoCloseable {
    private final Path folder;
    private final Database database;
    private final Catalog catalog;

    public DataFolderInspector(TestGateway twin) {
        folder = twin.folder();
        database = Database.open(Database.defaultUrl(folder));
        catalog = new Catalog(database, Clock.systemUTC(), new RandomIds(new SecureRandom()));
    }

    public List<Item> forSale() {
        return catalog.list(200, Optional.empty());
    }

    public Item item(String blobId) {
        return catalog.find(blobId).orElseThrow();
    }

    /** Rows of items whose upload has not been completed. */
    public int pending() {
        return database.statement(handle -> handle.createQuery("select count(*) from item where state = 'pending'")
                .mapTo(Integer.class)
                .one());
    }

    /** Changes what is asked for a file, as another gateway on the same database does. */
    public void reprice(String blobId, String dollars) {
        Item item = item(blobId);
        SaleTerms asked = new SaleTerms(
                new Pricing.Fixed(AtomicAmount.price(dollars, Pricing.DECIMALS)),
                item.payTo(),
                item.network(),
                item.networks());
        Listings elsewhere = new Listings(
                database, new SalePeriod(Duration.ofHours(1)), Clock.systemUTC(), new RandomIds(new SecureRandom()));
        elsewhere.change(item, new ItemChange(Map.of(), Optional.of(asked), Optional.empty()));
    }

    /** How long the only buyer of a file may fetch it. */
    public Duration entitledFor(String blobId) {
        return Duration.ofMillis(database.statement(handle ->
                handle.createQuery("""
                        select e.until_at - e.granted_at from entitlement e join item i on i.id = e.item_id
                        where i.blob_id = :id
                        """).bind("id", blobId).mapTo(Long.class).one()));
    }

    /** Lets an item's time on sale be over. */
    public void endSale(String blobId) {
        database.statement(handle -> handle.createUpdate("update item set sellable_until = 1 where blob_id = :id")
                .bind("id", blobId)
                .execute());
    }

    /** Lets the operator have taken an item down. */
    public void takeDown(String blobId) {
        database.statement(handle -> handle.createUpdate("update item set taken_down_at = 1 where blob_id = :id")
                .bind("id", blobId)
                .execute());
    }

    /** Lets all terms of an item but the present ones have been superseded so many seconds ago. */
    public void supersededBefore(String blobId, int seconds) {
        database.statement(handle -> handle.createUpdate("""
                        update item_terms set superseded_at = superseded_at - :millis
                        where item_id = (select id from item where blob_id = :id) and superseded_at is not null
                        """)
                .bind("millis", seconds * 1000L)
                .bind("id", blobId)
                .execute());
    }

    /** Makes an item's key one that opens nothing. */
    public void damageKey(String blobId) {
        database.statement(handle -> handle.createUpdate("update item set wrapped_key = :key where blob_id = :id")
                .bind("key", new byte[] {1, 2, 3})
                .bind("id", blobId)
                .execute());
    }

    /** Files that an upload has put down on its way. */
    public List<Path> spooled() {
        return files("spool");
    }

    /** How much of them has arrived. */
    public long spooledBytes() throws IOException {
        long size = 0;
        for (Path file : spooled()) {
            size += Files.size(file);
        }
        return size;
    }

    /** Files that the embedded Walrus is receiving. */
    public List<Path> arriving() {
        return files("walrus/incoming");
    }

    /** What the embedded Walrus holds. */
    public List<Path> blobs() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("walrus/blobs"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** The blobs that hold an item's bytes. */
    public List<ItemPart> parts(String blobId) {
        return catalog.parts(item(blobId).id());
    }

    private List<Path> files(String name) {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
