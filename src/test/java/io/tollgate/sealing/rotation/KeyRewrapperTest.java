package io.tollgate.sealing.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.TestDatabase;
import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.ItemText;
import io.tollgate.catalog.NewItem;
import io.tollgate.catalog.Pricing;
import io.tollgate.catalog.SaleTerms;
import io.tollgate.catalog.SellerToken;
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.sealing.GatewayKeys;
import io.tollgate.sealing.KeyEncryptionKey;
import io.tollgate.sealing.KeyEncryptionKeys;
import io.tollgate.sealing.SealedKey;
import io.tollgate.sealing.Sealing;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.ChainId;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A key-encryption key replaces another, and no key is lost when the rotation is interrupted at any point. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class KeyRewrapperTest {
    @TempDir
    private Path folder;

    private final Database database;
    private final RandomIds ids = new RandomIds(new SecureRandom());
    private final Catalog catalog;
    private final List<String> items = new ArrayList<>();

    KeyRewrapperTest(TestDatabase kind) {
        database = Database.open(kind.ready());
        catalog = new Catalog(database, Clock.systemUTC(), ids);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** A gateway after a start: its state comes only from the file and the database. */
    private record Instance(KeyEncryptionKey kek, Sealing sealing, GatewayKeys keys, KeyRewrapper rewrapper) {}

    private Instance start(String kek, String... previous) {
        KeyEncryptionKey key = KeyEncryptionKeys.open(
                "file:" + folder.resolve(kek),
                previous.length == 0 ? Optional.empty() : Optional.of("file:" + folder.resolve(previous[0])),
                GatewayKeys.noneExist(database));
        Sealing sealing = new Sealing(key);
        GatewayKeys keys = GatewayKeys.open(database, key, Clock.systemUTC(), new SecureRandom());
        return new Instance(key, sealing, keys, new KeyRewrapper(database, key, sealing, keys));
    }

    private void upload(Instance instance, int count) {
        for (int i = 0; i < count; i++) {
            String id = catalog.newId();
            add(id, instance.sealing().newKey(id));
        }
    }

    private void add(String id, SealedKey key) {
        Address seller = new Address("0x" + "1".repeat(40));
        SaleTerms terms = new SaleTerms(
                new Pricing.Fixed(AtomicAmount.price("1", Pricing.DECIMALS)),
                seller,
                ChainId.parse("eip155:84532"),
                List.of());
        catalog.addPending(new NewItem(
                id,
                ItemText.of("", ""),
                "f",
                "text/plain",
                true,
                key.wrapped(),
                terms,
                Duration.ofHours(1),
                SellerToken.create(ids).hash(),
                key.kekFingerprint()));
        items.add(id);
    }

    private byte[] stored(String id) {
        return database.statement(handle -> handle.createQuery("select wrapped_key from item where id = :id")
                .bind("id", id)
                .map((row, context) -> row.getBytes(1))
                .one());
    }

    private void assertEverythingOpens(Instance instance) throws Exception {
        for (String id : items) {
            try (var sealed = instance.sealing().seal(stored(id), id, 0, new ByteArrayInputStream(new byte[] {1}))) {
                assertThat(sealed.readAllBytes()).hasSizeGreaterThan(1);
            }
        }
    }

    private static final long A_MINUTE = Duration.ofMinutes(1).toNanos();

    @Test
    void everyKeyIsRewrappedAndTheOldKeyIsRetired() throws Exception {
        Instance instance = start("kek.json");
        upload(instance, 3);
        byte[] signing = instance.keys().signing().getEncoded();
        byte[] before = stored(items.getFirst());
        String old = instance.kek().fingerprint();

        assertThat(instance.rewrapper().begin()).isTrue();
        assertThat(instance.rewrapper().rewrap(A_MINUTE)).isEqualTo(new KeyRewrapper.Progress(5, true));
        assertThat(instance.rewrapper().retire()).containsExactly(old);

        Instance later = start("kek.json");
        assertThat(later.kek().acceptedFingerprints()).hasSize(1).doesNotContain(old);
        assertThat(later.keys().signing().getEncoded()).isEqualTo(signing);
        assertThat(stored(items.getFirst())).isNotEqualTo(before);
        assertEverythingOpens(later);
        assertThat(later.rewrapper().status().wrapped())
                .containsOnlyKeys(later.kek().fingerprint());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("kek.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anInterruptedRotationContinuesWithTheSameNewKey() throws Exception {
        Instance first = start("kek.json");
        upload(first, 3);
        first.rewrapper().begin();
        String next = first.kek().fingerprint();

        Instance second = start("kek.json");
        assertEverythingOpens(second);
        assertThat(second.rewrapper().rewrap(0)).isEqualTo(new KeyRewrapper.Progress(2, false));

        Instance third = start("kek.json");
        assertEverythingOpens(third);
        assertThat(third.rewrapper().begin()).isTrue();
        assertThat(third.kek().fingerprint()).isEqualTo(next);
        assertThat(third.kek().acceptedFingerprints()).hasSize(2);
        assertThatThrownBy(() -> third.rewrapper().retire())
                .hasMessageContaining("3 keys are still wrapped by an older key");
        assertThat(third.rewrapper().rewrap(A_MINUTE)).isEqualTo(new KeyRewrapper.Progress(3, true));
        assertThat(third.rewrapper().begin()).isFalse();
        assertEverythingOpens(third);
    }

    @Test
    void anUploadDuringARotationIsStoredUnderTheNewKey() throws Exception {
        Instance instance = start("kek.json");
        String id = catalog.newId();
        SealedKey early = instance.sealing().newKey(id);
        instance.rewrapper().begin();
        instance.rewrapper().rewrap(A_MINUTE);

        add(id, instance.sealing().rewrapIfOutdated(id, early));
        instance.rewrapper().retire();

        assertEverythingOpens(start("kek.json"));
        assertThat(early.wrapped())
                .satisfies(wrapped -> instance.sealing()
                        .seal(wrapped, id, 0, new ByteArrayInputStream(new byte[1]))
                        .close());
    }

    @Test
    void anItemDeletedDuringARotationGetsNoKey() {
        Instance instance = start("kek.json");
        upload(instance, 1);
        ItemKeyDao.ItemKey read = database.statement(handle -> ItemKeyDao.wrappedByAnother(handle, "another", "", 10))
                .getFirst();
        database.statement(
                handle -> handle.execute("update item set state = 'deleted', wrapped_key = ?", (Object) new byte[0]));

        int changed = database.statement(handle -> ItemKeyDao.replace(handle, read, new byte[] {1}, "new"));

        assertThat(changed).isZero();
        assertThat(stored(items.getFirst())).isEmpty();
    }

    @Test
    void keysMoveToAnotherFile() throws Exception {
        Instance instance = start("kek.json");
        upload(instance, 2);

        Instance moving = start("elsewhere.json", "kek.json");
        assertEverythingOpens(moving);
        upload(moving, 1);
        assertThat(moving.rewrapper().begin()).isTrue();
        moving.rewrapper().rewrap(A_MINUTE);

        Instance moved = start("elsewhere.json");
        assertEverythingOpens(moved);
        assertThatThrownBy(() -> start("kek.json")).hasMessageContaining("This database belongs to");
    }

    @Test
    void anotherInstanceWithTheSameFileFindsTheNewKey() throws Exception {
        Instance one = start("kek.json");
        Instance other = start("kek.json");
        upload(one, 1);

        one.rewrapper().begin();
        one.rewrapper().rewrap(A_MINUTE);

        assertEverythingOpens(other);
        assertThat(other.kek().fingerprint()).isEqualTo(one.kek().fingerprint());
    }
}
