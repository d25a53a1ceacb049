package io.tollgate.sealing;

import io.tollgate.MovableClock;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.ItemTerms;
import io.tollgate.catalog.ItemText;
import io.tollgate.catalog.Pricing;
import io.tollgate.catalog.SaleTerms;
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.ledger.Entitlement;
import io.tollgate.ledger.Ledger;
import io.tollgate.ledger.LedgerTimes;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.ChainId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Free items to seal and open, and a real ledger that grants entitlements. */
final class SealingFixture implements AutoCloseable {
    final RandomIds ids = new RandomIds(new SecureRandom());
    final Database database = Database.open("jdbc:h2:mem:" + UUID.randomUUID());
    final Ledger ledger = new Ledger(database, LedgerTimes.defaults(), new MovableClock(), ids);
    final KeyEncryptionKey kek = newKek();
    final Sealing sealing = new Sealing(kek);

    static KeyEncryptionKey newKek() {
        try {
            Path folder = Files.createTempDirectory("tollgate-kek");
            KeyEncryptionKey kek = KeyEncryptionKeys.open("file:" + folder.resolve("kek.json"), true);
            Files.delete(folder.resolve("kek.json"));
            Files.delete(folder);
            return kek;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** A sealed item of this size in plain bytes. */
    Item sealedItem(long size) {
        String id = ids.next("item_");
        return item(id, size, true, sealing.newKey(id).wrapped());
    }

    Item plainItem(long size) {
        return item(ids.next("item_"), size, false, new byte[0]);
    }

    static Item item(String id, long size, boolean sealed, byte[] wrappedKey) {
        return new Item(
                id,
                "blob-of-" + id,
                ItemText.of("", ""),
                new Item.Content("a.bin", "application/octet-stream", size, "00"),
                new Item.Seal(sealed, wrappedKey),
                new ItemTerms(
                        1,
                        new SaleTerms(
                                new Pricing.Fixed(AtomicAmount.ZERO),
                                new Address("0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),
                                new ChainId(84532),
                                List.of()),
                        AtomicAmount.ZERO),
                new Item.Storage(10, Instant.EPOCH, Instant.EPOCH, Optional.empty()),
                Instant.EPOCH,
                Item.State.FOR_SALE,
                Duration.ofHours(24),
                1);
    }

    /** One part of an item, sealed. */
    byte[] seal(Item item, int part, byte[] plain) throws IOException {
        return sealing.seal(item.readable().wrappedKey(), item.id(), part, new ByteArrayInputStream(plain))
                .readAllBytes();
    }

    byte[] seal(Item item, byte[] plain) throws IOException {
        return seal(item, 0, plain);
    }

    /** An item of one part, stored as these bytes. */
    SealedBlob open(Item item, byte[] stored) throws IOException {
        return sealing.open(item.readable(), InMemoryParts.parts(item.size()), new InMemoryParts(stored));
    }

    byte[] unsealed(Item item, byte[] stored) throws IOException {
        return open(item, stored).unseal(entitlement(item), 0, item.size()).readAllBytes();
    }

    Entitlement entitlement(Item item) {
        return ledger.grantFree(item);
    }

    @Override
    public void close() {
        database.close();
    }
}
