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

/** Inspects the data folder and database of a test gateway: listed items and temporary files. */
public final class DataFolderInspector implements AutoCloseable {
    private final Path folder;
    private final Database database;
    private final Catalog catalog;

    public DataFolderInspector(TestGateway gateway) {
        folder = gateway.folder();
        database = Database.open(Database.defaultUrl(folder));
        catalog = new Catalog(database, Clock.systemUTC(), new RandomIds(new SecureRandom()));
    }

    public List<Item> forSale() {
        return catalog.list(200, Optional.empty());
    }

    public Item item(String blobId) {
        return catalog.find(blobId).orElseThrow();
    }

    /** Number of items whose upload is not complete. */
    public int pending() {
        return database.statement(handle -> handle.createQuery("select count(*) from item where state = 'pending'")
                .mapTo(Integer.class)
                .one());
    }

    /** Changes the price of a file, as another gateway on the same database does. */
    public void reprice(String blobId, String dollars) {
        Item item = item(blobId);
        SaleTerms terms = new SaleTerms(
                new Pricing.Fixed(AtomicAmount.price(dollars, Pricing.DECIMALS)),
                item.payTo(),
                item.network(),
                item.networks());
        Listings listings = new Listings(
                database, new SalePeriod(Duration.ofHours(1)), Clock.systemUTC(), new RandomIds(new SecureRandom()));
        listings.change(item, new ItemChange(Map.of(), Optional.of(terms), Optional.empty()));
    }

    /** Access time of the only buyer of a file. */
    public Duration entitledFor(String blobId) {
        return Duration.ofMillis(database.statement(handle ->
                handle.createQuery("""
                        select e.until_at - e.granted_at from entitlement e join item i on i.id = e.item_id
                        where i.blob_id = :id
                        """).bind("id", blobId).mapTo(Long.class).one()));
    }

    /** Ends the sale period of an item. */
    public void endSale(String blobId) {
        database.statement(handle -> handle.createUpdate("update item set sellable_until = 1 where blob_id = :id")
                .bind("id", blobId)
                .execute());
    }

    /** Marks an item as taken down by the operator. */
    public void takeDown(String blobId) {
        database.statement(handle -> handle.createUpdate("update item set taken_down_at = 1 where blob_id = :id")
                .bind("id", blobId)
                .execute());
    }

    /** Backdates by this number of seconds when the former terms of an item were superseded. */
    public void backdateSupersededTerms(String blobId, int seconds) {
        database.statement(handle -> handle.createUpdate("""
                        update item_terms set superseded_at = superseded_at - :millis
                        where item_id = (select id from item where blob_id = :id) and superseded_at is not null
                        """)
                .bind("millis", seconds * 1000L)
                .bind("id", blobId)
                .execute());
    }

    /** Replaces the key of an item with an invalid one. */
    public void damageKey(String blobId) {
        database.statement(handle -> handle.createUpdate("update item set wrapped_key = :key where blob_id = :id")
                .bind("key", new byte[] {1, 2, 3})
                .bind("id", blobId)
                .execute());
    }

    /** Files that uploads have spooled. */
    public List<Path> spooled() {
        return files("spool");
    }

    /** Total size of the spooled files, in bytes. */
    public long spooledBytes() throws IOException {
        long size = 0;
        for (Path file : spooled()) {
            size += Files.size(file);
        }
        return size;
    }

    /** Files that the embedded Walrus is receiving. */
    public List<Path> incoming() {
        return files("walrus/incoming");
    }

    /** Files of the blobs in the embedded Walrus. */
    public List<Path> blobs() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("walrus/blobs"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** The parts of an item. */
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
