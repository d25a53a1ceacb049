package io.tollgate.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.database.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key-encryption key in its file, and the keys in the database that it wraps. */
class KeysTest {
    @TempDir
    Path folder;

    @Test
    void aKeyIsCreatedOnceReadableOnlyByItsOwner() throws Exception {
        Path file = folder.resolve("keys/kek.json");

        KeyEncryptionKey created = KeyEncryptionKeys.open("file:" + file, true);
        KeyEncryptionKey read = KeyEncryptionKeys.open("file:" + file, true);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(read.fingerprint()).isEqualTo(created.fingerprint());
        assertThat(read.unwrap(created.wrap(new byte[] {1, 2}, "test").bytes(), "test"))
                .containsExactly(1, 2);
        try (Stream<Path> files = Files.list(folder.resolve("keys"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void afterAReloadTheKeyOfAnotherInstanceWraps() throws Exception {
        String setting = "file:" + folder.resolve("kek.json");
        KeyEncryptionKey one = KeyEncryptionKeys.open(setting, true);
        KeyEncryptionKey other = KeyEncryptionKeys.open(setting, false);
        one.renew();
        one.retire();
        assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());

        assertThat(other.reload()).isTrue();

        assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
        assertThat(one.unwrap(other.wrap(new byte[] {1}, "test").bytes(), "test"))
                .containsExactly(1);
        assertThat(other.reload()).isFalse();
    }

    @Test
    void aFileThatBecameInvalidLeavesTheCurrentKeyInUse() throws Exception {
        Path file = folder.resolve("kek.json");
        KeyEncryptionKey kek = KeyEncryptionKeys.open("file:" + file, true);
        byte[] wrapped = kek.wrap(new byte[] {1}, "test").bytes();
        Files.writeString(file, "no keyset");

        assertThatThrownBy(kek::reload).isInstanceOf(IllegalStateException.class);

        assertThat(kek.unwrap(wrapped, "test")).containsExactly(1);
    }

    @Test
    void instancesThatStartAtTheSameTimeUseOneKey() throws Exception {
        String setting = "file:" + folder.resolve("kek.json");
        Callable<String> start = () -> KeyEncryptionKeys.open(setting, true).fingerprint();

        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<String>> started = threads.invokeAll(Collections.nCopies(16, start));

            assertThat(started)
                    .extracting(Future::get)
                    .containsOnly(started.getFirst().get());
        }
    }

    @Test
    void aMissingKeyIsNotReplacedAfterAKeyWasWrapped() {
        Path file = folder.resolve("kek.json");

        assertThatThrownBy(() -> KeyEncryptionKeys.open("file:" + file, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is missing")
                .hasMessageContaining("restore the file");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a keyset", "{}", "{\"primaryKeyId\":1,\"key\":[]}"})
    void aFileThatIsNotAKeyIsRefusedInOneSentence(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("kek.json"), content);

        assertThatThrownBy(() -> KeyEncryptionKeys.open("file:" + file, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:", "kek.json", "aws:arn"})
    void anInvalidSettingIsRefusedInOneSentence(String setting) {
        assertThatThrownBy(() -> KeyEncryptionKeys.open(setting, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("KEK must be file:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws-kms:arn",
                "aws-kms:",
                "aws-kms:arn:aws:kms:us-east-1:111122223333:alias/tollgate",
                "aws-kms:arn:aws:s3:us-east-1:111122223333:key/1"
            })
    void aKmsKeyIsGivenByItsArn(String setting) {
        assertThatThrownBy(() -> KeyEncryptionKeys.open(setting, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("KEK must give a key by its ARN");
    }

    @Test
    void aWrappedKeyIsBoundToItsPurpose() throws GeneralSecurityException {
        KeyEncryptionKey kek = SealingFixture.newKek();
        byte[] wrapped = kek.wrap(new byte[32], "one").bytes();

        assertThatThrownBy(() -> kek.unwrap(wrapped, "another")).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void noKeyIsEverPrinted() throws IOException {
        Path file = folder.resolve("kek.json");
        KeyEncryptionKey kek = KeyEncryptionKeys.open("file:" + file, true);
        String secret = Files.readString(file).replaceAll(".*\"value\":\"([^\"]*)\".*", "$1");

        assertThat(secret).hasSizeGreaterThan(40);
        assertThat(kek.toString()).doesNotContain(secret).contains(kek.fingerprint());
        assertThat(kek.fingerprint()).hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void theSigningKeyIsTheSameForEveryInstance() {
        KeyEncryptionKey kek = SealingFixture.newKek();
        try (Database database = database()) {
            assertThat(GatewayKeys.noneExist(database)).isTrue();

            GatewayKeys first = open(database, kek);
            GatewayKeys second = open(database, kek);

            assertThat(first.signing().getEncoded())
                    .hasSize(32)
                    .isEqualTo(second.signing().getEncoded());
            assertThat(first.signing().getAlgorithm()).isEqualTo("HmacSHA256");
            assertThat(GatewayKeys.noneExist(database)).isFalse();
            assertThat(first).hasToString("GatewayKeys[hidden]");
        }
    }

    @Test
    void twoDatabasesHaveTwoSigningKeys() {
        KeyEncryptionKey kek = SealingFixture.newKek();
        try (Database one = database();
                Database other = database()) {
            assertThat(open(one, kek).signing().getEncoded())
                    .isNotEqualTo(open(other, kek).signing().getEncoded());
        }
    }

    @Test
    void aDatabaseOfAnotherKeyIsRefusedInOneSentence() {
        KeyEncryptionKey right = SealingFixture.newKek();
        KeyEncryptionKey wrong = SealingFixture.newKek();
        try (Database database = database()) {
            open(database, right);

            assertThatThrownBy(() -> open(database, wrong))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("This database belongs to the key-encryption key " + right.fingerprint()
                            + ", but KEK is " + wrong.fingerprint()
                            + ": set KEK to the right key, or DATABASE_URL to the right database.");
        }
    }

    @Test
    void theDatabaseHoldsOnlyWrappedKeys() {
        try (Database database = database()) {
            GatewayKeys keys = open(database, SealingFixture.newKek());

            List<String> stored = database.statement(handle -> handle.createQuery("select wrapped from house_key")
                    .mapTo(String.class)
                    .list());

            assertThat(stored).hasSize(2).allSatisfy(wrapped -> {
                byte[] bytes = Base64.getDecoder().decode(wrapped);
                assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                        .doesNotContain(new String(keys.signing().getEncoded(), StandardCharsets.ISO_8859_1))
                        .doesNotContain(new String(keys.pseudonyms().getEncoded(), StandardCharsets.ISO_8859_1));
            });
            assertThat(keys.signing()).isNotEqualTo(keys.pseudonyms());
        }
    }

    private static GatewayKeys open(Database database, KeyEncryptionKey kek) {
        return GatewayKeys.open(database, kek, Clock.systemUTC(), new SecureRandom());
    }

    private static Database database() {
        return Database.open("jdbc:h2:mem:" + UUID.randomUUID());
    }
}
